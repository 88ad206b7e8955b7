using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using IndirectProvider.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Account;

/// <summary>The page about one's own security: sessions, authenticator app, recovery codes, and the question who it is.</summary>
public sealed class SecurityTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private const string Confirm = "/confirm-it-is-you";

    [Fact]
    public async Task Sign_out_there_ends_the_other_browser()
    {
        var provider = await portal.Given.ProviderAsync();
        using var here = await portal.Given.SignedInAsync(provider.Admin);
        using var there = await portal.Given.SignedInAsync(provider.Admin);
        var page = await (await here.OpenAsync("/")).ClickAsync("Security");
        page.ExpectText("This browser");

        await (await page.Form("Sign out there").SubmitAsync("Sign out there")).FollowToAsync("/account/security");

        (await there.GetAsync("/")).Expect(HttpStatusCode.Found);
        page = await here.OpenAsync("/account/security");
        Assert.False(page.HasButton("Sign out there"));
        Assert.False(page.HasButton("Sign out everywhere else"));
    }

    [Fact]
    public async Task Sign_out_everywhere_else_leaves_this_browser_and_other_people()
    {
        var provider = await portal.Given.ProviderAsync();
        var colleague = await portal.Given.StaffAsync(provider, MemberRole.GlobalAdmin);
        using var here = await portal.Given.SignedInAsync(provider.Admin);
        using var there = await portal.Given.SignedInAsync(provider.Admin);
        using var elsewhere = await portal.Given.SignedInAsync(provider.Admin);
        using var other = await portal.Given.SignedInAsync(colleague);

        var page = await here.OpenAsync("/account/security");
        await page.Form("Sign out everywhere else").SubmitAsync("Sign out everywhere else");

        (await there.GetAsync("/")).Expect(HttpStatusCode.Found);
        (await elsewhere.GetAsync("/")).Expect(HttpStatusCode.Found);
        (await other.GetAsync("/")).Expect(HttpStatusCode.OK);
        (await here.OpenAsync("/account/security")).ExpectText("All other browsers are signed out.");
        Assert.Equal(1, await portal.Given.ReadAsync(db => db.AuditRecords.CountAsync(r => r.Action == AuditAction.SessionsEnded && r.SubjectId == provider.Admin.Id)));
    }

    [Fact]
    public async Task Somebody_elses_session_does_not_exist()
    {
        var provider = await portal.Given.ProviderAsync();
        var colleague = await portal.Given.StaffAsync(provider, MemberRole.SalesAgent);
        using var here = await portal.Given.SignedInAsync(provider.Admin);
        using var there = await portal.Given.SignedInAsync(provider.Admin);
        using var other = await portal.Given.SignedInAsync(colleague);
        var foreign = await portal.Given.ReadAsync(db => db.Sessions.Where(s => s.UserId == colleague.Id).Select(s => s.Id).SingleAsync());
        var page = await here.OpenAsync("/account/security");

        Assert.DoesNotContain($"{foreign}", page.Html, StringComparison.OrdinalIgnoreCase);
        foreach (var id in new[] { $"{foreign}", $"{Guid.CreateVersion7()}", "x", "" })
        {
            (await page.Form("Sign out there").Tamper("sessionId", id).SubmitAsync("Sign out there")).Expect(HttpStatusCode.NotFound);
        }

        (await other.GetAsync("/")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_wrong_code_at_set_up_keeps_the_key_and_changes_nothing()
    {
        var provider = await portal.Given.ProviderAsync();
        using var client = await portal.Given.SignedInAsync(provider.Admin);
        var page = await client.OpenAsync("/account/security/authenticator");
        var key = page.Value("Key");
        Assert.StartsWith("data:image/png;base64,", page.Document.QuerySelector("main img")!.GetAttribute("src"), StringComparison.Ordinal);

        var refused = (await page.Form("Set up").Fill("Code", "abc").SubmitAsync("Set up")).Expect(HttpStatusCode.BadRequest);

        Assert.Contains("This code is not right.", refused.ErrorAt("Code"), StringComparison.Ordinal);
        Assert.Equal(key, refused.Value("Key"));
        Assert.False(await portal.Given.ReadAsync(db => db.Authenticators.AnyAsync(a => a.UserId == provider.Admin.Id)));
        (await client.OpenAsync("/account/security")).ExpectText("Off");
    }

    [Fact]
    public async Task The_key_in_another_persons_form_is_worth_nothing()
    {
        var provider = await portal.Given.ProviderAsync();
        var colleague = await portal.Given.StaffAsync(provider, MemberRole.SalesAgent);
        using var client = await portal.Given.SignedInAsync(provider.Admin);
        using var other = await portal.Given.SignedInAsync(colleague);
        var page = await client.OpenAsync("/account/security/authenticator");
        var app = new AuthenticatorApp(portal, page.Value("Key"), []);
        var form = (await other.OpenAsync("/account/security/authenticator")).Form("Set up");

        var answer = await form.Tamper("Input.Ticket", page.Form("Set up").Raw("Input.Ticket")!).Fill("Code", app.Code()).SubmitAsync("Set up");

        answer.Expect(HttpStatusCode.BadRequest);
        Assert.NotEqual(app.Key, answer.Value("Key"));
    }

    [Fact]
    public async Task The_form_sent_twice_sets_up_once()
    {
        var provider = await portal.Given.ProviderAsync();
        using var client = await portal.Given.SignedInAsync(provider.Admin);
        var page = await client.OpenAsync("/account/security/authenticator");
        var code = new AuthenticatorApp(portal, page.Value("Key"), []).Code();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => page.Form("Set up").Fill("Code", code).SubmitAsync("Set up"))));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(RecoveryCode.Count, await portal.Given.ReadAsync(db => db.RecoveryCodes.CountAsync(c => c.UserId == provider.Admin.Id)));
    }

    [Fact]
    public async Task New_codes_replace_the_old_ones()
    {
        var provider = await portal.Given.ProviderAsync();
        using var client = await portal.Given.SignedInAsync(provider.Admin);
        var app = await AuthenticatorApp.SetUpAsync(portal, client);

        var made = await (await client.OpenAsync("/account/security/recovery-codes")).Form("Make new codes").SubmitAsync("Make new codes");

        var codes = AuthenticatorApp.Codes(made.Expect(HttpStatusCode.OK));
        Assert.Equal(RecoveryCode.Count, codes.Count);
        using var later = portal.NewClient();
        var ask = await (await SignInTests.TryAsync(later, provider.Admin.UserName, GivenPortal.Password)).FollowToAsync("/sign-in/second-factor");
        ask = await ask.ClickAsync("Use a recovery code");
        (await AuthenticatorApp.EnterAsync(ask, app.RecoveryCodes[0], "Recovery code")).Expect(HttpStatusCode.BadRequest);
        Assert.Equal("/", (await AuthenticatorApp.EnterAsync(ask, codes[0], "Recovery code")).Location);
    }

    [Fact]
    public async Task After_ten_minutes_own_security_asks_for_password_and_code_again()
    {
        var provider = await portal.Given.ProviderAsync();
        using var client = await portal.Given.SignedInAsync(provider.Admin);
        var app = await AuthenticatorApp.SetUpAsync(portal, client);
        var open = (await client.OpenAsync("/account/security/authenticator/turn-off")).Form("Turn off");
        portal.Clock.Advance(FreshSignIn.Life);

        foreach (var path in new[] { "/account/security/authenticator", "/account/security/authenticator/turn-off", "/account/security/recovery-codes" })
        {
            Assert.Equal($"{Confirm}?returnUrl={Uri.EscapeDataString(path)}", (await client.GetAsync(path)).Location);
        }

        var ask = await (await open.SubmitAsync("Turn off")).FollowToAsync(Confirm);
        Assert.Equal("Enter the code.", (await ConfirmAsync(ask, GivenPortal.Password, "")).Expect(HttpStatusCode.BadRequest).ErrorAt("Code"));
        Assert.Contains("This is not your password.", (await ConfirmAsync(ask, "wrong", app.Code())).ErrorAt("Password"), StringComparison.Ordinal);
        Assert.Contains("This code is not right", (await ConfirmAsync(ask, GivenPortal.Password, app.WrongCode())).ErrorAt("Code"), StringComparison.Ordinal);
        (await client.GetAsync("/account/security/recovery-codes")).Expect(HttpStatusCode.Found);
        var turnOff = await (await ConfirmAsync(ask, GivenPortal.Password, app.Code())).FollowToAsync("/account/security/authenticator/turn-off");
        (await (await turnOff.Form("Turn off").SubmitAsync("Turn off")).FollowToAsync("/account/security")).ExpectText("The authenticator app is turned off.");

        using var later = await portal.Given.SignedInAsync(provider.Admin);
        (await later.OpenAsync("/account/security")).ExpectText("Off");
    }

    [Fact]
    public async Task Another_browsers_proof_does_not_count_here_and_leads_nowhere_else()
    {
        var provider = await portal.Given.ProviderAsync();
        using var here = await portal.Given.SignedInAsync(provider.Admin);
        portal.Clock.Advance(FreshSignIn.Life);
        using var there = await portal.Given.SignedInAsync(provider.Admin);

        (await there.GetAsync("/account/security/authenticator")).Expect(HttpStatusCode.OK);
        (await here.GetAsync("/account/security/authenticator")).Expect(HttpStatusCode.Found);
        var ask = await here.OpenAsync($"{Confirm}?returnUrl={Uri.EscapeDataString("//evil.example/")}");
        Assert.Equal("/", (await ask.Form("Confirm").Fill("Password", GivenPortal.Password).SubmitAsync("Confirm")).Location);
        (await here.GetAsync("/account/security/authenticator")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_page_speaks_German()
    {
        var provider = await portal.Given.ProviderAsync();
        using var client = await portal.Given.SignedInAsync(provider.Admin, "de");

        var page = await client.OpenAsync("/account/security");

        Assert.Equal("Sicherheit", page.Heading);
        page.ExpectText("Authenticator-App einrichten");
        page.ExpectText("Dieser Browser");
    }

    private static Task<Page> ConfirmAsync(Page ask, string password, string code) =>
        ask.Form("Confirm").Fill("Password", password).Fill("Code", code).SubmitAsync("Confirm");
}
