using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.IntegrationTests.Pages.Settings.Users;
using IndirectProvider.Testing.Entra;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.Html;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Account.Entra;

/// <summary>Who signs in with Microsoft is found by tenant and object id, and only while the own organisation has linked that tenant.</summary>
public sealed class MembersTests(EntraPortal portal) : IClassFixture<EntraPortal>
{
    [Fact]
    public async Task A_connected_member_signs_in_and_goes_on_to_the_page_asked_for()
    {
        var (provider, admin) = await portal.LinkedProviderAsync();
        var staff = await portal.Given.StaffAsync(provider, MemberRole.SalesAgent);
        var who = EntraPerson.New(admin.TenantId);
        using var browser = await portal.Given.SignedInAsync(staff);

        var connected = await (await portal.ConnectAsync(browser, who)).FollowToAsync("/account/security");

        connected.ExpectText("Your Microsoft account is connected.").ExpectText(who.UserName);
        using var other = portal.Portal.NewClient();
        var signIn = await (await other.GetAsync("/customers?q=x")).FollowToAsync("/sign-in");
        Assert.Equal("/customers?q=x", (await portal.Entra.SignInAsync(other, await signIn.ClickAsync("Sign in with Microsoft"), who)).Location);
        (await other.OpenAsync("/customers")).ExpectText(staff.Name);
        Assert.True(await portal.Given.ReadAsync(db => db.Sessions.AnyAsync(s => s.UserId == staff.Id && s.ThroughMicrosoft)));
        Assert.Equal([AuditAction.SignedIn, AuditAction.MicrosoftAccountConnected, AuditAction.SignedIn], await portal.ActionsAsync(staff.Id));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task Nobody_is_sent_to_another_site(string returnUrl)
    {
        var (_, admin) = await portal.LinkedProviderAsync();
        using var browser = portal.Portal.NewClient();

        var there = await browser.GetAsync($"/sign-in/microsoft?returnUrl={Uri.EscapeDataString(returnUrl)}");

        Assert.Equal("/", (await portal.Entra.SignInAsync(browser, there, admin)).Location);
    }

    [Fact]
    public async Task The_same_address_or_the_same_object_id_elsewhere_is_somebody_else()
    {
        var (provider, admin) = await portal.LinkedProviderAsync();
        EntraPerson[] strangers =
        [
            EntraPerson.New(admin.TenantId, admin.UserName),
            EntraPerson.New(admin.TenantId, provider.Admin.UserName),
            admin with { TenantId = Guid.NewGuid() },
            EntraPerson.New(userName: provider.Admin.UserName),
        ];
        foreach (var stranger in strangers)
        {
            using var browser = portal.Portal.NewClient();
            await EntraPortal.ExpectRefusedAsync(browser, await portal.SignInAsync(browser, stranger), EntraPortal.NotConnected);
        }

        Assert.Equal("""{"reason":"MicrosoftAccountUnknown","account":null}""", await portal.LastRefusalAsync());
        var seen = await portal.Given.ReadAsync(db => db.AuditRecords.CountAsync(r => r.Action == AuditAction.SignInFailed && r.ProviderId == provider.Id));
        Assert.Equal(2, seen);
    }

    [Fact]
    public async Task Disabled_disconnected_or_with_the_link_gone_nobody_gets_in()
    {
        var (provider, admin) = await portal.LinkedProviderAsync();
        var staff = await portal.Given.StaffAsync(provider, MemberRole.UserAdmin);
        var who = EntraPerson.New(admin.TenantId);
        using var boss = await portal.Given.SignedInAsync(provider.Admin);
        using var browser = await portal.Given.SignedInAsync(staff);
        await portal.ConnectAsync(browser, who);
        using var again = portal.Portal.NewClient();

        await boss.DisableAsync(staff.Id);
        await EntraPortal.ExpectRefusedAsync(again, await portal.SignInAsync(again, who), EntraPortal.NotConnected);
        await boss.PressAsync(staff.Id, "Enable user");
        using (var back = await portal.SignedInAsync(who))
        {
            var form = (await (await back.OpenAsync("/account/security")).ClickAsync("Disconnect")).Form("Disconnect");
            (await (await form.SubmitAsync("Disconnect")).FollowToAsync("/account/security")).ExpectText("Not connected");
        }

        await EntraPortal.ExpectRefusedAsync(again, await portal.SignInAsync(again, who), EntraPortal.NotConnected);
        var settings = await boss.OpenAsync("/settings/microsoft-sign-in");
        (await (await settings.Form("Remove the link").SubmitAsync("Remove the link")).FollowAsync()).ExpectText("Link your Microsoft tenant");
        await EntraPortal.ExpectRefusedAsync(again, await portal.SignInAsync(again, admin), EntraPortal.NotConnected);
        Assert.False(await portal.Given.ReadAsync(db => db.UserLogins.AnyAsync(l => l.UserId == provider.Admin.Id)));
        Assert.Contains(AuditAction.MicrosoftAccountDisconnected, await portal.ActionsAsync(staff.Id));
    }

    [Fact]
    public async Task A_link_changed_behind_the_logins_counts_at_once()
    {
        var (provider, admin) = await portal.LinkedProviderAsync();
        await portal.Given.SaveAsync(db => db.MicrosoftTenants.Remove(db.MicrosoftTenants.Single(t => t.ProviderId == provider.Id)));
        using var browser = portal.Portal.NewClient();

        await EntraPortal.ExpectRefusedAsync(browser, await portal.SignInAsync(browser, admin), EntraPortal.NotConnected);

        Assert.Equal("""{"reason":"MicrosoftTenantNotLinked"}""", await portal.LastRefusalAsync());
    }

    [Fact]
    public async Task Another_tenants_or_another_members_account_is_not_connected()
    {
        var (provider, admin) = await portal.LinkedProviderAsync();
        var staff = await portal.Given.StaffAsync(provider, MemberRole.SalesAgent);
        using var browser = await portal.Given.SignedInAsync(staff);

        async Task ExpectAsync(EntraPerson who, string text) => (await (await portal.ConnectAsync(browser, who)).FollowToAsync(EntraPortal.NotDone)).ExpectText(text);
        await ExpectAsync(EntraPerson.New(), "This Microsoft account does not belong to your company's Microsoft tenant.");
        await ExpectAsync(admin, "This Microsoft account can't be connected: it is in use already.");

        Assert.False(await portal.Given.ReadAsync(db => db.UserLogins.AnyAsync(l => l.UserId == staff.Id)));
    }

    [Fact]
    public async Task What_was_begun_for_one_person_is_not_finished_for_another()
    {
        var (provider, admin) = await portal.LinkedProviderAsync();
        var (first, second) = (await portal.Given.StaffAsync(provider, MemberRole.SalesAgent), await portal.Given.StaffAsync(provider, MemberRole.SalesAgent));
        using var browser = await portal.Given.SignedInAsync(first);
        var there = await (await browser.OpenAsync("/account/security/microsoft")).ClickAsync("Go to Microsoft");
        var back = await portal.Entra.AnswerAsync(there, EntraPerson.New(admin.TenantId));
        var signedOut = await (await browser.OpenAsync("/")).Form("Sign out").SubmitAsync("Sign out");
        await (await signedOut.FollowToAsync("/sign-in")).Form("Sign in").Fill("E-mail or user name", second.UserName).Fill("Password", GivenPortal.Password).SubmitAsync("Sign in");

        (await (await browser.GetAsync(back.ToString())).FollowToAsync(EntraPortal.NotDone)).ExpectText(EntraPortal.NotFinished);

        Assert.False(await portal.Given.ReadAsync(db => db.UserLogins.AnyAsync(l => l.UserId == first.Id || l.UserId == second.Id)));
    }

    [Fact]
    public async Task An_invited_colleague_uses_the_Microsoft_account_instead_of_a_password()
    {
        var (provider, admin) = await portal.LinkedProviderAsync();
        using var boss = await portal.Given.SignedInAsync(provider.Admin);
        var email = $"microsoft-{Guid.NewGuid():N}@company.example";
        var mail = await portal.Portal.MailBox.ExpectAsync(async () => await (await boss.InvitationFormAsync(email)).SubmitAsync("Send invitation"), m => m.IsTo(email));
        var link = mail.Link("/set-password/").PathAndQuery;
        using var invited = portal.Portal.NewClient();
        async Task<Page> GoAsync(EntraPerson who) =>
            await portal.Entra.SignInAsync(invited, await (await invited.OpenAsync(link)).ClickAsync("Use your Microsoft account instead"), who);

        await EntraPortal.ExpectRefusedAsync(invited, await GoAsync(EntraPerson.New(userName: email)), "This Microsoft account does not belong to your company's Microsoft tenant.");
        await EntraPortal.ExpectRefusedAsync(invited, await GoAsync(admin), "This Microsoft account can't be connected: it is in use already.");
        await (await GoAsync(EntraPerson.New(admin.TenantId))).FollowToAsync("/");

        (await invited.OpenAsync("/account/security")).ExpectText("Connected");
        (await invited.GetAsync(link)).Expect(HttpStatusCode.Gone);
        var user = await portal.Given.ReadAsync(db => db.Users.SingleAsync(u => u.Email == email));
        Assert.True(user is { EmailConfirmed: true, PasswordHash: null });
        var disconnect = (await invited.OpenAsync("/account/security/microsoft")).Form("Disconnect");
        (await disconnect.SubmitAsync("Disconnect")).Expect(HttpStatusCode.Conflict).ExpectText("You have no password yet");
        Assert.Empty(portal.Portal.WhereIs(link.Split('/')[^1], inMail: false));
    }

    [Fact]
    public async Task Who_came_with_Microsoft_need_not_set_up_a_second_factor_here_and_who_came_otherwise_must()
    {
        var (provider, admin) = await portal.LinkedProviderAsync();
        await portal.Given.SaveAsync(db => db.Providers.Single(p => p.Id == provider.Id).RequireSecondFactor(ofStaff: true, ofResellers: false));
        using var byPassword = await portal.Given.SignedInAsync(provider.Admin);
        using var browser = await portal.SignedInAsync(admin);

        (await browser.GetAsync("/customers")).Expect(HttpStatusCode.OK);
        Assert.Equal(Web.Security.ScopeMiddleware.RequiredSecondFactorPath, (await byPassword.GetAsync("/customers")).Expect(HttpStatusCode.Found).Location);
    }

    [Fact]
    public async Task A_member_proves_with_Microsoft_again_who_it_is()
    {
        var (provider, admin) = await portal.LinkedProviderAsync();
        var colleague = EntraPerson.New(admin.TenantId);
        using (var second = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(provider, MemberRole.UserAdmin)))
        {
            await portal.ConnectAsync(second, colleague);
        }

        using var browser = await portal.SignedInAsync(admin);
        portal.Portal.Clock.Advance(Web.Security.FreshSignIn.Life);
        async Task<Page> ConfirmAsync(EntraPerson who, TimeSpan? ago)
        {
            var ask = await (await browser.GetAsync("/settings/users/invite")).FollowToAsync("/confirm-it-is-you");
            var there = await ask.ClickAsync("Confirm with Microsoft");
            Assert.Contains("prompt=login", there.Response.Headers.Location!.Query, StringComparison.Ordinal);
            return await portal.Entra.SignInAsync(browser, there, who, signedInAt: portal.Given.Now - ago);
        }

        (await (await ConfirmAsync(admin, null)).FollowToAsync(EntraPortal.NotDone)).ExpectText(EntraPortal.NotFinished);
        (await (await ConfirmAsync(admin, TimeSpan.FromHours(1))).FollowToAsync(EntraPortal.NotDone)).ExpectText(EntraPortal.NotFinished);
        (await (await ConfirmAsync(colleague, TimeSpan.Zero)).FollowToAsync(EntraPortal.NotDone)).ExpectText("This is not the Microsoft account that is connected to your account.");
        await (await ConfirmAsync(admin, TimeSpan.Zero)).FollowToAsync("/settings/users/invite");
        (await browser.OpenAsync("/settings/users/invite")).ExpectText("Work e-mail");
        Assert.Contains(AuditAction.IdentityConfirmed, await portal.ActionsAsync(provider.Admin.Id));
    }

    [Fact]
    public async Task Customers_people_and_operators_have_no_part_in_it()
    {
        var (provider, admin) = await portal.LinkedProviderAsync();
        var customer = await portal.Given.CustomerAsync(provider);
        var @operator = await portal.Given.OperatorAsync();
        foreach (var member in new[] { customer.Admin, @operator })
        {
            using var browser = await portal.Given.SignedInAsync(member);
            Assert.False((await browser.OpenAsync("/account/security")).HasLink("Connect Microsoft account"));
            (await browser.GetAsync("/account/security/microsoft")).Expect(HttpStatusCode.NotFound);
            (await browser.GetAsync("/account/security/microsoft?handler=Connect")).Expect(HttpStatusCode.NotFound);
            (await browser.GetAsync("/settings/microsoft-sign-in?handler=Link")).Expect(HttpStatusCode.NotFound);

            // Whatever put a login there: it signs nobody in.
            var who = EntraPerson.New(admin.TenantId);
            await portal.Given.SaveAsync(db => db.UserLogins.Add(new()
            {
                LoginProvider = EntraIdentity.LoginProvider, ProviderKey = new EntraIdentity(who.TenantId, who.ObjectId, "").Key, UserId = member.Id,
            }));
            using var stranger = portal.Portal.NewClient();
            await EntraPortal.ExpectRefusedAsync(stranger, await portal.SignInAsync(stranger, who), EntraPortal.NotConnected);
        }
    }
}
