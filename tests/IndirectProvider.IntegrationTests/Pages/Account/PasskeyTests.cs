using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using IndirectProvider.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Account;

/// <summary>Passkeys in place of password and code, after the password, and to confirm; and every way to cheat with them.</summary>
public sealed class PasskeyTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private const string SignIn = "Sign in with a passkey";
    private const string Refused = "This passkey was not accepted.";

    [Fact]
    public async Task A_passkey_alone_signs_in_and_is_listed_with_its_last_use()
    {
        var member = (await portal.Given.ProviderAsync()).Admin;
        using var here = await portal.Given.SignedInAsync(member);
        var (key, added) = await SecurityKey.AddAsync(here, "Blue key");
        using var used = key;
        Assert.Equal(RecoveryCode.Count, AuthenticatorApp.Codes(added.Expect(HttpStatusCode.OK)).Count);
        Assert.Contains("Never", (await here.OpenAsync("/account/security")).Row("Blue key").TextContent, StringComparison.Ordinal);

        using var there = portal.NewClient();
        (await (await key.SignInAsync(there)).FollowToAsync("/")).ExpectText(member.Name);

        Assert.DoesNotContain("Never", (await there.OpenAsync("/account/security")).Row("Blue key").TextContent, StringComparison.Ordinal);
        Assert.Contains((await LogAsync(member)), row => row is { Action: AuditAction.SignedIn, Details: { } details } && details.Contains("\"Passkey\"", StringComparison.Ordinal));
        Assert.Contains((await LogAsync(member)), row => row is { Action: AuditAction.PasskeyAdded, Details: { } details } && details.Contains("Blue key", StringComparison.Ordinal));
        Assert.Equal(2, await portal.Given.ReadAsync(db => db.Sessions.CountAsync(s => s.UserId == member.Id)));
    }

    [Fact]
    public async Task After_the_password_a_passkey_or_a_recovery_code_is_asked_for()
    {
        var (member, key, codes) = await WithKeyAsync();
        using var _ = key;
        using var client = portal.NewClient();

        var ask = await (await SignInTests.TryAsync(client, member.UserName, GivenPortal.Password)).FollowToAsync("/sign-in/second-factor");
        await (await client.GetAsync("/account/security")).FollowToAsync("/sign-in");
        await (await key.UseAsync(client, ask, "Use a passkey")).FollowToAsync("/");
        Assert.Contains((await LogAsync(member)), row => row is { Action: AuditAction.SignedIn, Details: { } details } && details.Contains("PasswordAndPasskey", StringComparison.Ordinal));

        using var other = portal.NewClient();
        ask = await (await SignInTests.TryAsync(other, member.UserName, GivenPortal.Password)).FollowToAsync("/sign-in/second-factor");
        Assert.Equal("/", (await AuthenticatorApp.EnterAsync(ask, codes[0], "Recovery code")).Location);
    }

    [Fact]
    public async Task Somebody_elses_passkey_is_no_second_factor_and_no_confirmation()
    {
        var (member, key, _) = await WithKeyAsync();
        var (other, foreign, _) = await WithKeyAsync();
        using var both = key;
        using var second = foreign;
        using var client = portal.NewClient();

        var ask = await (await SignInTests.TryAsync(client, member.UserName, GivenPortal.Password)).FollowToAsync("/sign-in/second-factor");
        (await foreign.UseAsync(client, ask, "Use a passkey")).Expect(HttpStatusCode.BadRequest).ExpectText(Refused);
        foreign.UserHandle = key.UserHandle;
        (await foreign.UseAsync(client, ask, "Use a passkey")).Expect(HttpStatusCode.BadRequest).ExpectText(Refused);
        await (await client.GetAsync("/")).FollowToAsync("/sign-in");

        using var signedIn = portal.NewClient();
        await key.SignInAsync(signedIn);
        portal.Clock.Advance(FreshSignIn.Life);
        var confirm = await signedIn.OpenAsync("/confirm-it-is-you");
        (await foreign.UseAsync(signedIn, confirm, "Confirm with a passkey")).Expect(HttpStatusCode.BadRequest).ExpectText(Refused);
        await (await signedIn.GetAsync("/account/security/passkeys/add")).FollowToAsync("/confirm-it-is-you");
        Assert.Contains(await LogAsync(member), row => row.Action == AuditAction.PasskeyFailed);
        Assert.DoesNotContain(await LogAsync(other), row => row.Action == AuditAction.PasskeyFailed);
    }

    [Fact]
    public async Task What_is_sensitive_takes_a_passkey_in_place_of_password_and_code()
    {
        var (_, key, _) = await WithKeyAsync();
        using var used = key;
        using var client = portal.NewClient();
        await key.SignInAsync(client);
        portal.Clock.Advance(FreshSignIn.Life);

        var ask = await (await client.GetAsync("/account/security/passkeys/add")).FollowToAsync("/confirm-it-is-you");
        await (await key.UseAsync(client, ask, "Confirm with a passkey")).FollowToAsync("/account/security/passkeys/add");
    }

    public static TheoryData<string> Tricks => ["origin", "domain", "challenge", "nobody asked", "counter", "purpose", "no answer", "garbage", "another account"];

    [Theory]
    [MemberData(nameof(Tricks))]
    public async Task A_wrong_answer_signs_nobody_in(string trick)
    {
        var (member, key, _) = await WithKeyAsync();
        using var used = key;
        using var client = portal.NewClient();
        var page = await client.OpenAsync("/sign-in");
        var options = await SecurityKey.OptionsAsync(client, SecurityKey.OptionsAt(page));
        string? answer = null;
        switch (trick)
        {
            case "origin": key.Origin = "https://portal.test.evil.example"; break;
            case "domain": key.Domain = "evil.example"; break;
            case "challenge": key.OtherChallenge = "AAAAAAAAAAAAAAAAAAAAAA"; break;
            case "nobody asked": key.AsksPerson = false; break;
            case "another account": key.UserHandle = (await WithKeyAsync()).Key.UserHandle; break;
            case "no answer": answer = ""; break;
            case "garbage": answer = "{\"id\":1,\"response\":[null]}"; break;
            case "counter":
                key.Counter = 7;
                using (var before = portal.NewClient())
                {
                    await (await key.SignInAsync(before)).FollowToAsync("/");
                }

                key.Counter = 3;
                break;
            case "purpose":
                // The challenge of the page that asks after the password, answered where no password is needed.
                await (await SignInTests.TryAsync(client, member.UserName, GivenPortal.Password)).FollowToAsync("/sign-in/second-factor");
                options = await SecurityKey.OptionsAsync(client, "/sign-in/second-factor?handler=PasskeyOptions");
                break;
        }

        var result = await page.Form(SignIn).Tamper("Credential", answer ?? key.Sign(options)).SubmitAsync(SignIn);

        result.Expect(HttpStatusCode.BadRequest).ExpectText(Refused);
        await (await client.GetAsync("/")).FollowToAsync("/sign-in");
        Assert.Contains(AuditAction.PasskeyFailed, await portal.Given.ReadAsync(db => db.AuditRecords.Select(r => r.Action).Distinct().ToListAsync()));
    }

    [Fact]
    public async Task An_answer_counts_once_and_not_after_its_time()
    {
        var (_, key, _) = await WithKeyAsync();
        using var used = key;
        using var client = portal.NewClient();
        using var thief = portal.NewClient();
        var page = await client.OpenAsync("/sign-in");
        var answer = key.Sign(await SecurityKey.OptionsAsync(client, SecurityKey.OptionsAt(page)));
        foreach (Cookie cookie in client.Cookies.GetCookies(client.Address))
        {
            thief.Cookies.Add(client.Address, new Cookie(cookie.Name, cookie.Value));
        }

        Assert.Equal("/", (await page.Form(SignIn).Tamper("Credential", answer).SubmitAsync(SignIn)).Location);
        var replay = await thief.SendAsync(page.Form(SignIn).Tamper("Credential", answer).Request(SignIn));
        replay.Expect(HttpStatusCode.BadRequest).ExpectText(Refused);

        using var slow = portal.NewClient();
        page = await slow.OpenAsync("/sign-in");
        answer = key.Sign(await SecurityKey.OptionsAsync(slow, SecurityKey.OptionsAt(page)));
        portal.Clock.Advance(PasskeyCookie.Life);
        (await page.Form(SignIn).Tamper("Credential", answer).SubmitAsync(SignIn)).Expect(HttpStatusCode.BadRequest).ExpectText(Refused);
    }

    [Fact]
    public async Task An_answer_sent_many_times_at_once_counts_once()
    {
        var (member, key, _) = await WithKeyAsync();
        using var used = key;
        using var client = portal.NewClient();
        var page = await client.OpenAsync("/sign-in");
        var answer = key.Sign(await SecurityKey.OptionsAsync(client, SecurityKey.OptionsAt(page)));
        var before = await portal.Given.ReadAsync(db => db.Sessions.CountAsync(s => s.UserId == member.Id));

        var pages = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => client.SendAsync(page.Form(SignIn).Tamper("Credential", answer).Request(SignIn))));

        Assert.Single(pages, p => p.Status == HttpStatusCode.Found);
        Assert.Equal(before + 1, await portal.Given.ReadAsync(db => db.Sessions.CountAsync(s => s.UserId == member.Id)));
    }

    [Theory]
    [InlineData("disabled")]
    [InlineData("deleted")]
    [InlineData("locked")]
    public async Task An_account_that_is_closed_is_closed_to_its_passkey(string how)
    {
        var (member, key, _) = await WithKeyAsync();
        using var used = key;
        await portal.Given.SaveAsync(db =>
        {
            var user = db.Users.Single(u => u.Id == member.Id);
            var now = portal.Given.Now;
            switch (how)
            {
                case "disabled": user.Disable(now); break;
                case "deleted": user.Delete(now); break;
                default: user.LockoutEnd = now.AddMinutes(5); break;
            }
        });
        using var client = portal.NewClient();

        (await key.SignInAsync(client)).Expect(HttpStatusCode.BadRequest).ExpectText(Refused);

        await (await client.GetAsync("/")).FollowToAsync("/sign-in");
    }

    [Fact]
    public async Task A_temporary_password_must_be_changed_all_the_same_and_closes_the_account_when_it_expires()
    {
        var (member, key, _) = await WithKeyAsync();
        using var used = key;
        await portal.Given.TemporaryPasswordAsync(member, portal.Given.Now.AddHours(1));
        using var client = portal.NewClient();
        await key.SignInAsync(client);
        await (await client.GetAsync("/customers")).FollowToAsync("/account/change-password");

        portal.Clock.Advance(TimeSpan.FromHours(1));
        using var late = portal.NewClient();
        (await key.SignInAsync(late)).Expect(HttpStatusCode.BadRequest).ExpectText("Your temporary password has expired.");
    }

    [Fact]
    public async Task The_last_passkey_takes_the_second_factor_with_it_and_another_one_keeps_it()
    {
        var (member, key, codes) = await WithKeyAsync();
        using var used = key;
        using var client = portal.NewClient();
        await key.SignInAsync(client);
        using var spare = new SecurityKey();
        (await (await spare.AddToAsync(client, "Spare key")).FollowToAsync("/account/security")).ExpectText("Your passkey is added.");

        await RemoveAsync(client, "My key", expectLast: false);
        using var other = portal.NewClient();
        (await key.SignInAsync(other)).Expect(HttpStatusCode.BadRequest);
        Assert.Equal("/sign-in/second-factor", (await SignInTests.TryAsync(other, member.UserName, GivenPortal.Password)).Location);

        await RemoveAsync(client, "Spare key", expectLast: true);
        Assert.Equal("/", (await SignInTests.TryAsync(other, member.UserName, GivenPortal.Password)).Location);
        Assert.Equal(0, await portal.Given.ReadAsync(db => db.RecoveryCodes.CountAsync(c => c.UserId == member.Id)));
        Assert.Equal(2, (await LogAsync(member)).Count(row => row.Action == AuditAction.PasskeyRemoved));
        Assert.Equal(RecoveryCode.Count, codes.Count);
    }

    [Fact]
    public async Task App_and_passkey_stand_side_by_side_with_one_set_of_recovery_codes()
    {
        var member = (await portal.Given.ProviderAsync()).Admin;
        using var client = await portal.Given.SignedInAsync(member);
        await AuthenticatorApp.SetUpAsync(portal, client);
        var (key, added) = await SecurityKey.AddAsync(client);
        using var used = key;
        await added.FollowToAsync("/account/security");
        Assert.Equal(RecoveryCode.Count, await portal.Given.ReadAsync(db => db.RecoveryCodes.CountAsync(c => c.UserId == member.Id)));

        var off = await client.OpenAsync("/account/security/authenticator/turn-off");
        off.ExpectText("Sign-in asks for a passkey or a recovery code instead.");
        await (await off.Form("Turn off").SubmitAsync("Turn off")).FollowToAsync("/account/security");

        using var other = portal.NewClient();
        var ask = await (await SignInTests.TryAsync(other, member.UserName, GivenPortal.Password)).FollowToAsync("/sign-in/second-factor");
        await (await key.UseAsync(other, ask, "Use a passkey")).FollowToAsync("/");
    }

    [Fact]
    public async Task A_passkey_is_renamed_and_the_same_one_is_not_added_twice()
    {
        var (_, key, _) = await WithKeyAsync();
        using var used = key;
        using var client = portal.NewClient();
        await key.SignInAsync(client);

        var rename = await (await client.OpenAsync("/account/security")).ClickAsync("Rename My key");
        (await rename.Form("Save").Fill("Name", " ").SubmitAsync("Save")).Expect(HttpStatusCode.BadRequest);
        (await (await rename.Form("Save").Fill("Name", "Red <b>key</b>").SubmitAsync("Save")).FollowToAsync("/account/security")).Row("Red <b>key</b>");
        (await key.AddToAsync(client)).Expect(HttpStatusCode.BadRequest).ExpectText("The passkey could not be added.");
    }

    [Fact]
    public async Task Passkeys_are_not_offered_where_no_script_runs()
    {
        using var client = portal.NewClient();

        Assert.True((await client.OpenAsync("/sign-in")).Document.QuerySelector("form[data-passkey]")!.HasAttribute("hidden"));
    }

    private async Task<(GivenMember Member, SecurityKey Key, IReadOnlyList<string> Codes)> WithKeyAsync()
    {
        var member = (await portal.Given.ProviderAsync()).Admin;
        using var client = await portal.Given.SignedInAsync(member);
        var (key, page) = await SecurityKey.AddAsync(client);
        return (member, key, AuthenticatorApp.Codes(page.Expect(HttpStatusCode.OK)));
    }

    private static async Task RemoveAsync(PortalClient client, string name, bool expectLast)
    {
        var page = await (await client.OpenAsync("/account/security")).ClickAsync($"Remove {name}");
        Assert.Equal(expectLast, page.Shows("Your password alone signs you in."));
        await (await page.Form("Remove passkey").SubmitAsync("Remove passkey")).FollowToAsync("/account/security");
    }

    private Task<List<AuditRecord>> LogAsync(GivenMember member) =>
        portal.Given.ReadAsync(db => db.AuditRecords.Where(r => r.SubjectId == member.Id).ToListAsync());
}
