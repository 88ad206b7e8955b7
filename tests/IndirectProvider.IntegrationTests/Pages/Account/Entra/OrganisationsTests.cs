using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Testing.Entra;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Account.Entra;

/// <summary>An organisation links the tenant its admin proves, and may close the other ways to sign in.</summary>
public sealed class OrganisationsTests(EntraPortal portal) : IClassFixture<EntraPortal>
{
    [Fact]
    public async Task A_tenant_belongs_to_one_organisation_and_the_refusal_names_no_other()
    {
        var (provider, admin) = await portal.LinkedProviderAsync();
        var reseller = await portal.Given.ResellerAsync();
        using var browser = await portal.Given.SignedInAsync(reseller.Admin);

        var refused = await (await portal.TryLinkAsync(browser, EntraPerson.New(admin.TenantId))).FollowToAsync(EntraPortal.NotDone);

        refused.ExpectText("This Microsoft tenant can't be linked: it is in use already.");
        Assert.DoesNotContain(provider.Name, refused.Html, StringComparison.Ordinal);
        Assert.Equal("/settings/microsoft-sign-in", refused.Link("Back").GetAttribute("href"));
        var own = await portal.LinkAsync(reseller.Admin);
        Assert.Equal(
            $"{own.TenantId:D}",
            await portal.Given.ReadAsync(db => db.AuditRecords.Where(r => r.Action == AuditAction.MicrosoftTenantLinked && r.ResellerId == reseller.Id).Select(r => r.SubjectName).SingleAsync()));
        (await browser.OpenAsync("/settings/microsoft-sign-in")).ExpectText(own.TenantId.ToString());
        using var staff = await portal.SignedInAsync(own);
    }

    [Fact]
    public async Task Two_organisations_that_link_the_same_tenant_at_once_are_one()
    {
        var tenant = Guid.NewGuid();
        var providers = new[] { await portal.Given.ProviderAsync(), await portal.Given.ProviderAsync(), await portal.Given.ProviderAsync() };
        var browsers = await Task.WhenAll(providers.Select(p => portal.Given.SignedInAsync(p.Admin)));
        var answers = new List<Uri>();
        foreach (var browser in browsers)
        {
            answers.Add(await portal.Entra.AnswerAsync(await browser.GetAsync("/settings/microsoft-sign-in?handler=Link"), EntraPerson.New(tenant)));
        }

        var pages = await Task.WhenAll(browsers.Zip(answers, (browser, answer) => Task.Run(() => browser.GetAsync(answer.ToString()))));

        Assert.Single(pages, page => page.Location == "/settings/microsoft-sign-in");
        Assert.Equal(2, pages.Count(page => page.Location == EntraPortal.NotDone));
        Assert.Equal(1, await portal.Given.ReadAsync(db => db.MicrosoftTenants.CountAsync(t => t.TenantId == tenant)));
    }

    [Fact]
    public async Task A_personal_account_proves_no_organisation()
    {
        var provider = await portal.Given.ProviderAsync();
        using var browser = await portal.Given.SignedInAsync(provider.Admin);

        var refused = await portal.TryLinkAsync(browser, EntraPerson.New(EntraIdentity.PersonalAccounts));

        (await refused.FollowToAsync(EntraPortal.NotDone)).ExpectText("This is a personal Microsoft account.");
    }

    [Fact]
    public async Task Only_a_global_admin_who_has_just_signed_in_links_and_no_other_site_begins_it()
    {
        var provider = await portal.Given.ProviderAsync();
        var staff = await portal.Given.StaffAsync(provider, MemberRole.UserAdmin);
        using var browser = await portal.Given.SignedInAsync(staff);
        using var boss = await portal.Given.SignedInAsync(provider.Admin);

        (await browser.GetAsync("/settings/microsoft-sign-in?handler=Link")).Expect(HttpStatusCode.Forbidden);
        var foreign = new HttpRequestMessage(HttpMethod.Get, "/settings/microsoft-sign-in?handler=Link") { Headers = { { "Sec-Fetch-Site", "cross-site" } } };
        Assert.Equal("/settings/microsoft-sign-in", (await boss.SendAsync(foreign)).Location);
        var late = await portal.Entra.AnswerAsync(await boss.GetAsync("/settings/microsoft-sign-in?handler=Link"), EntraPerson.New());
        portal.Portal.Clock.Advance(Web.Security.FreshSignIn.Life);

        Assert.StartsWith("/confirm-it-is-you?", (await boss.GetAsync("/settings/microsoft-sign-in?handler=Link")).Location, StringComparison.Ordinal);
        (await (await boss.GetAsync(late.ToString())).FollowToAsync(EntraPortal.NotDone)).ExpectText(EntraPortal.NotFinished);
        Assert.False(await portal.Given.ReadAsync(db => db.MicrosoftTenants.AnyAsync(t => t.ProviderId == provider.Id)));
    }

    [Fact]
    public async Task Once_required_nothing_else_signs_anybody_in_and_what_was_signed_in_ends()
    {
        var (provider, admin) = await portal.LinkedProviderAsync();
        var staff = await portal.Given.StaffAsync(provider, MemberRole.SalesAgent);
        var customer = await portal.Given.CustomerAsync(provider);
        using var before = await portal.Given.SignedInAsync(staff);
        using var byPassword = await portal.Given.SignedInAsync(provider.Admin);
        using var others = await portal.Given.SignedInAsync(customer.Admin);

        Assert.False((await byPassword.OpenAsync("/settings/microsoft-sign-in")).HasButton("Require Microsoft"));
        using var boss = await portal.SignedInAsync(admin);
        var form = (await boss.OpenAsync("/settings/microsoft-sign-in")).Form("Require Microsoft");
        (await (await form.SubmitAsync("Require Microsoft")).FollowAsync()).ExpectText("Your users sign in with Microsoft only.");

        Assert.StartsWith("/sign-in?", (await before.GetAsync("/customers")).Expect(HttpStatusCode.Found).Location, StringComparison.Ordinal);
        Assert.StartsWith("/sign-in?", (await byPassword.GetAsync("/")).Expect(HttpStatusCode.Found).Location, StringComparison.Ordinal);
        await others.OpenAsync("/");
        var sessions = await portal.SessionsAsync(staff);
        var refused = await (await before.OpenAsync("/sign-in")).Form("Sign in")
            .Fill("E-mail or user name", staff.UserName).Fill("Password", GivenPortal.Password).SubmitAsync("Sign in");
        refused.Expect(HttpStatusCode.Forbidden).ExpectText("Your company requires signing in with Microsoft.");
        Assert.Equal("""{"reason":"MicrosoftRequired"}""", await portal.LastRefusalAsync());

        // A mailed link connects a Microsoft account, and does nothing else.
        var mail = await portal.Portal.MailBox.ExpectAsync(
            async () => await (await before.OpenAsync("/forgot-password")).Form("Send link").Fill("E-mail or user name", staff.UserName).SubmitAsync("Send link"),
            m => m.IsTo(staff.UserName));
        var page = await before.OpenAsync(mail.Link("/set-password/").PathAndQuery);
        Assert.False(page.HasButton("Set password"));
        Assert.Equal(sessions, await portal.SessionsAsync(staff));
        var who = EntraPerson.New(admin.TenantId);
        await (await portal.Entra.SignInAsync(before, await page.ClickAsync("Use your Microsoft account instead"), who)).FollowToAsync("/");
        var disconnect = (await before.OpenAsync("/account/security/microsoft")).Form("Disconnect");
        (await disconnect.SubmitAsync("Disconnect")).Expect(HttpStatusCode.Forbidden).ExpectText("Your company requires signing in with Microsoft.");
        portal.Portal.Clock.Advance(Web.Security.FreshSignIn.Life);
        Assert.False((await before.OpenAsync("/confirm-it-is-you")).HasButton("Confirm"));
    }

    [Fact]
    public async Task Who_came_with_a_password_can_not_require_it_whatever_is_sent()
    {
        var (provider, admin) = await portal.LinkedProviderAsync();
        using var boss = await portal.SignedInAsync(admin);
        using var byPassword = await portal.Given.SignedInAsync(provider.Admin);
        var form = (await byPassword.OpenAsync("/settings/microsoft-sign-in")).Form("Remove the link");
        var request = form.Request("Remove the link");
        request.RequestUri = new Uri("/settings/microsoft-sign-in?handler=Require", UriKind.Relative);

        (await byPassword.SendAsync(request)).Expect(HttpStatusCode.Conflict).ExpectText("Sign in with Microsoft first");

        Assert.False(await portal.Given.ReadAsync(db => db.MicrosoftTenants.AnyAsync(t => t.ProviderId == provider.Id && t.IsRequired)));
    }

    [Fact]
    public async Task An_operator_opens_the_other_ways_for_an_organisation_that_is_locked_out()
    {
        var (provider, admin) = await portal.LinkedProviderAsync();
        using var boss = await portal.SignedInAsync(admin);
        await (await boss.OpenAsync("/settings/microsoft-sign-in")).Form("Require Microsoft").SubmitAsync("Require Microsoft");
        using var help = await portal.Given.SignedInAsync(await portal.Given.OperatorAsync());
        var page = await help.OpenAsync("/operator/microsoft-sign-in");

        await (await page.Form("Allow other ways to sign in", page.Row(provider.Name)).SubmitAsync("Allow other ways to sign in")).FollowToAsync("/operator/microsoft-sign-in");

        using var browser = await portal.Given.SignedInAsync(provider.Admin);
        (await boss.GetAsync("/operator/microsoft-sign-in")).Expect(HttpStatusCode.NotFound);
        var actions = await portal.Given.ReadAsync(db => db.AuditRecords.Where(r => r.ProviderId == provider.Id && r.SubjectName == $"{admin.TenantId:D}").OrderBy(r => r.Id).Select(r => r.Action).ToListAsync());
        Assert.Equal([AuditAction.MicrosoftTenantLinked, AuditAction.MicrosoftSignInRequired, AuditAction.MicrosoftSignInOptional], actions);
    }

    [Fact]
    public async Task Without_a_client_id_nothing_of_it_is_there()
    {
        await using var plain = new PortalFactory();
        var given = new GivenPortal(plain);
        var provider = await given.ProviderAsync();
        using var stranger = plain.NewClient();
        using var admin = await given.SignedInAsync(provider.Admin);

        Assert.False((await stranger.OpenAsync("/sign-in")).HasLink("Sign in with Microsoft"));
        (await stranger.GetAsync("/sign-in/microsoft")).Expect(HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/signin-entra?code=x&state=y")).Status);
        Assert.False((await admin.OpenAsync("/settings/support")).HasLink("Sign-in with Microsoft"));
        (await admin.GetAsync("/settings/microsoft-sign-in")).Expect(HttpStatusCode.NotFound);
        (await admin.GetAsync("/account/security/microsoft")).Expect(HttpStatusCode.NotFound);
        Assert.False((await admin.OpenAsync("/account/security")).HasLink("Connect Microsoft account"));
    }
}
