using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.IntegrationTests.Subscriptions;
using IndirectProvider.Partnerships;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.Html;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Account;

/// <summary>Sign-in with a password and then a code: the password alone opens nothing, and a code works once.</summary>
public sealed class SecondFactorTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task Sign_in_asks_for_the_code_and_then_opens_the_page_asked_for()
    {
        var (member, app) = await GivenMemberAsync();
        using var client = portal.NewClient();
        var used = app.Code();

        var signIn = await (await client.GetAsync("/customers?q=x")).FollowToAsync("/sign-in");
        var half = await signIn.Form("Sign in").Fill("E-mail or user name", member.UserName).Fill("Password", GivenPortal.Password).SubmitAsync("Sign in");
        var ask = await half.FollowToAsync("/sign-in/second-factor");

        Assert.Equal("This code is not right, or was used already. After 5 wrong tries, wait 15 minutes before the next one.",
            (await AuthenticatorApp.EnterAsync(ask, used)).Expect(HttpStatusCode.BadRequest).ErrorAt("Code"));
        Assert.Equal("Enter the code.", (await AuthenticatorApp.EnterAsync(ask, "")).Expect(HttpStatusCode.BadRequest).ErrorAt("Code"));
        Assert.Equal("/customers?q=x", (await AuthenticatorApp.EnterAsync(ask, app.NextCode())).Location);
        (await client.OpenAsync("/")).ExpectText("Home");
        Assert.Equal(
            [AuditAction.AuthenticatorSetUp, AuditAction.RecoveryCodesMade, AuditAction.SecondFactorFailed, AuditAction.SignedIn, AuditAction.SignedIn],
            (await ActionsAsync(member.Id)).Order());
    }

    [Fact]
    public async Task Half_way_nothing_opens_and_after_ten_minutes_or_a_new_password_it_ends()
    {
        var (member, app) = await GivenMemberAsync();
        using var client = portal.NewClient();
        var ask = await PasswordAsync(client, member);

        foreach (var path in new[] { "/", "/customers", "/account/security", "/account/change-password", "/confirm-it-is-you", "/account/security/authenticator" })
        {
            Assert.StartsWith("/sign-in?", (await client.GetAsync(path)).Expect(HttpStatusCode.Found).Location, StringComparison.Ordinal);
        }

        Assert.Equal(1, await portal.Given.ReadAsync(db => db.Sessions.CountAsync(s => s.UserId == member.Id)));
        portal.Clock.Advance(FinishSignIn.Life);
        Assert.Equal("/sign-in", (await AuthenticatorApp.EnterAsync(ask, app.Code())).Location);

        ask = await PasswordAsync(client, member);
        await portal.Given.TemporaryPasswordAsync(member, portal.Given.Now.AddDays(1));
        var late = await AuthenticatorApp.EnterAsync(ask, app.NextCode());
        (await late.FollowToAsync("/sign-in")).ExpectText("This took too long. Sign in again.");
    }

    [Fact]
    public async Task A_code_works_one_step_early_or_late_and_never_again()
    {
        var (member, app) = await GivenMemberAsync();
        portal.Clock.Advance(10 * AuthenticatorApp.Step);
        foreach (var (steps, accepted) in new[] { (-2, false), (2, false), (-1, true), (-1, false), (1, true), (0, false) })
        {
            using var client = portal.NewClient();

            var answer = await AuthenticatorApp.EnterAsync(await PasswordAsync(client, member), app.Code(steps));

            Assert.True(accepted == (answer.Status == HttpStatusCode.Found), $"{steps} steps away answers {(int)answer.Status}");
        }
    }

    [Fact]
    public async Task A_recovery_code_signs_in_once_whatever_happens_at_the_same_moment()
    {
        var (member, app) = await GivenMemberAsync();
        var clients = Enumerable.Range(0, 4).Select(_ => portal.NewClient()).ToList();
        var asks = new List<Page>();
        foreach (var client in clients)
        {
            asks.Add(await (await PasswordAsync(client, member)).ClickAsync("Use a recovery code"));
        }

        var code = app.RecoveryCodes[3];
        var answers = await Task.WhenAll(asks.Select(ask => Task.Run(() => AuthenticatorApp.EnterAsync(ask, code.ToLowerInvariant(), "Recovery code"))));

        var signedIn = clients[Array.FindIndex(answers, answer => answer.Status == HttpStatusCode.Found)];
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Found);
        Assert.Equal(RecoveryCode.Count, app.RecoveryCodes.Distinct().Count());
        Assert.Equal("9 left", (await signedIn.OpenAsync("/account/security")).Value("Recovery codes"));
        Assert.Contains(AuditAction.RecoveryCodeUsed, await ActionsAsync(member.Id));
        Assert.Empty(portal.WhereIs(code));
        Assert.Empty(portal.WhereIs(code.Replace("-", "", StringComparison.Ordinal)));
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task Neither_key_nor_codes_stand_in_clear_anywhere()
    {
        var (_, app) = await GivenMemberAsync();
        var key = app.Key.Replace(" ", "", StringComparison.Ordinal);

        Assert.Equal(32, key.Length);
        foreach (var secret in (string[])[key, app.Key, .. app.RecoveryCodes])
        {
            Assert.Empty(portal.WhereIs(secret));
        }
    }

    [Fact]
    public async Task Wrong_codes_lock_the_account_though_the_password_is_right_in_between()
    {
        var (member, app) = await GivenMemberAsync();
        for (var i = 0; i < PasswordTries.Allowed; i++)
        {
            using var guesser = portal.NewClient();
            (await AuthenticatorApp.EnterAsync(await PasswordAsync(guesser, member), app.WrongCode())).Expect(HttpStatusCode.BadRequest);
        }

        using var client = portal.NewClient();
        (await SignInTests.TryAsync(client, member.UserName, GivenPortal.Password)).Expect(HttpStatusCode.BadRequest);
        Assert.Single(await ActionsAsync(member.Id), AuditAction.LockedOut);
        portal.Clock.Advance(PasswordTries.Pause);
        Assert.Equal("/", (await AuthenticatorApp.EnterAsync(await PasswordAsync(client, member), app.Code())).Location);
    }

    [Fact]
    public async Task A_mailed_link_for_a_new_password_does_not_go_around_it()
    {
        var (member, app) = await GivenMemberAsync();
        using var client = portal.NewClient();
        var mail = await portal.MailBox.ExpectAsync(
            async () => await (await client.OpenAsync("/forgot-password")).Form("Send link").Fill("E-mail or user name", member.UserName).SubmitAsync("Send link"),
            m => m.IsTo(member.UserName));

        var set = await (await client.OpenAsync(mail.Link("/set-password/").PathAndQuery)).Form("Set password")
            .Fill("New password", "another quiet lantern").Fill("Repeat new password", "another quiet lantern").SubmitAsync("Set password");

        var ask = await set.FollowToAsync("/sign-in/second-factor");
        (await client.GetAsync("/")).Expect(HttpStatusCode.Found);
        Assert.Equal("/", (await AuthenticatorApp.EnterAsync(ask, app.NextCode())).Location);
    }

    [Fact]
    public async Task A_temporary_password_is_changed_after_the_code()
    {
        var (member, app) = await GivenMemberAsync();
        var temporary = await portal.Given.TemporaryPasswordAsync(member, portal.Given.Now.AddDays(1));
        using var client = portal.NewClient();

        var ask = await (await SignInTests.TryAsync(client, member.UserName, temporary)).FollowToAsync("/sign-in/second-factor");
        await AuthenticatorApp.EnterAsync(ask, app.NextCode());

        Assert.Equal("/account/change-password", (await client.GetAsync("/")).Location);
    }

    [Fact]
    public async Task A_reseller_that_came_with_an_invitation_goes_back_to_it()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync();
        using var before = await portal.Given.SignedInAsync(reseller.Admin);
        var app = await AuthenticatorApp.SetUpAsync(portal, before);
        var token = OneTimeToken.Mint();
        var invitation = PartnershipInvitation.Draft(
            Guid.CreateVersion7(portal.Given.Now), provider.Id, token, new InvitationMessage("rita@reseller.example", "Rita", null, "en", PartnershipInvitation.LinkPlaceholder),
            new Actor(provider.Admin.Id, provider.Admin.Name, provider.Name, null, null), TimeSpan.FromDays(30), portal.Given.Now);
        await portal.Given.SaveAsync(db => db.PartnershipInvitations.Add(invitation));
        using var client = portal.NewClient();
        await (await client.GetAsync($"/invitation/{token.Text}")).FollowToAsync("/invitation");

        Assert.Equal("/invitation", (await AuthenticatorApp.EnterAsync(await PasswordAsync(client, reseller.Admin), app.NextCode())).Location);
    }

    [Fact]
    public async Task Who_lost_both_gets_in_by_the_password_after_it_was_removed_and_nobody_elses_is_removed()
    {
        var provider = await portal.Given.ProviderAsync();
        var other = await portal.Given.ProviderAsync();
        var member = await portal.Given.StaffAsync(provider, MemberRole.SalesAgent);
        using var elsewhere = await portal.Given.SignedInAsync(member);
        await AuthenticatorApp.SetUpAsync(portal, elsewhere);

        var foreign = await portal.ActAsync<RemoveSecondFactor, Result>(other, verb => verb.ExecuteAsync(member.Id, default));
        Assert.Equal(ErrorKind.NotFound, Assert.Single(foreign.Errors).Kind);
        Assert.True((await portal.ActAsync<RemoveSecondFactor, Result>(provider, verb => verb.ExecuteAsync(member.Id, default))).Succeeded);

        (await elsewhere.GetAsync("/")).Expect(HttpStatusCode.Found);
        using var client = await portal.Given.SignedInAsync(member);
        (await client.OpenAsync("/account/security")).ExpectText("Set up authenticator app");
        Assert.Contains(AuditAction.SecondFactorRemoved, await ActionsAsync(member.Id));
    }

    [Fact]
    public async Task German_readers_are_asked_in_German()
    {
        var (member, _) = await GivenMemberAsync();
        using var client = portal.NewClient("de");

        var half = await (await client.OpenAsync("/sign-in")).Form("Anmelden")
            .Fill("E-Mail-Adresse oder Benutzername", member.UserName).Fill("Kennwort", GivenPortal.Password).SubmitAsync("Anmelden");
        var ask = await half.FollowToAsync("/sign-in/second-factor");

        Assert.Equal("Bestätigen Sie, dass Sie es sind", ask.Heading);
        Assert.Equal("Geben Sie den Code ein.", (await ask.Form("Anmelden").SubmitAsync("Anmelden")).ErrorAt("Code"));
    }

    private async Task<(GivenMember Member, AuthenticatorApp App)> GivenMemberAsync()
    {
        var provider = await portal.Given.ProviderAsync();
        using var client = await portal.Given.SignedInAsync(provider.Admin);
        return (provider.Admin, await AuthenticatorApp.SetUpAsync(portal, client));
    }

    private static async Task<Page> PasswordAsync(PortalClient client, GivenMember member) =>
        await (await SignInTests.TryAsync(client, member.UserName, GivenPortal.Password)).FollowToAsync("/sign-in/second-factor");

    private Task<List<string>> ActionsAsync(Guid userId) =>
        portal.Given.ReadAsync(db => db.AuditRecords.Where(r => r.SubjectId == userId).OrderBy(r => r.Id).Select(r => r.Action).ToListAsync());
}
