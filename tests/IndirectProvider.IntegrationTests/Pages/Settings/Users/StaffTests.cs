using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.IntegrationTests.Pages.Users;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Settings.Users;

/// <summary>What administrators may do with the accounts of colleagues, and what not.</summary>
public sealed class StaffTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task Changed_roles_take_effect_with_the_next_click()
    {
        var (provider, agent) = await GivenAsync(MemberRole.AdminAgent);
        using var admin = await portal.Given.SignedInAsync(provider.Admin);
        using var colleague = await portal.Given.SignedInAsync(agent);
        (await colleague.GetAsync("/customers")).Expect(HttpStatusCode.OK);

        var form = (await admin.EditAsync(agent.Id)).Fill("Last name", "Renamed").Untick("Admin agent").Tick("User admin");
        (await (await form.SubmitAsync("Save")).FollowAsync()).ExpectText("Stefan Renamed").ExpectText("User admin");

        (await colleague.GetAsync("/customers")).Expect(HttpStatusCode.Forbidden);
        await (await colleague.GetAsync("/settings")).FollowToAsync("/settings/users");
        (await colleague.GetAsync("/settings/users")).Expect(HttpStatusCode.OK).ExpectText("Stefan Renamed");
        var row = await portal.Given.ReadAsync(db => db.AuditRecords.SingleAsync(r => r.SubjectId == agent.Id && r.Action == AuditAction.MemberChanged));
        Assert.Equal(provider.Id, row.ProviderId);
        Assert.Contains("\"before\":{\"firstName\":\"Stefan\"", row.Details, StringComparison.Ordinal);
        Assert.Contains("\"roles\":\"AdminAgent\"}", row.Details, StringComparison.Ordinal);
        Assert.Contains("\"roles\":\"UserAdmin\"}", row.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Colleagues_are_found_by_any_part_of_name_or_address_and_by_id_and_other_companies_people_are_not()
    {
        var (provider, agent) = await GivenAsync(MemberRole.AdminAgent);
        var (_, foreign) = await GivenAsync(MemberRole.AdminAgent);
        var customer = await portal.Given.CustomerAsync(provider);
        using var admin = await portal.Given.SignedInAsync(provider.Admin);

        foreach (var search in new[] { "STEFAN", "tefan st", agent.UserName, agent.UserName[3..], $"{agent.Id}" })
        {
            (await admin.OpenAsync($"/settings/users?q={Uri.EscapeDataString(search)}")).ExpectText("1 user").ExpectText(agent.UserName);
        }

        foreach (var search in new[] { foreign.UserName, $"{foreign.Id}", customer.Admin.UserName, $"{customer.Admin.Id}" })
        {
            (await admin.OpenAsync($"/settings/users?q={Uri.EscapeDataString(search)}")).ExpectText("No user matches these filters");
        }
    }

    [Fact]
    public async Task A_disabled_colleague_is_out_at_once_and_comes_back_with_the_password_but_no_session_or_link()
    {
        var (provider, agent) = await GivenAsync(MemberRole.SalesAgent);
        using var admin = await portal.Given.SignedInAsync(provider.Admin);
        using var colleague = await portal.Given.SignedInAsync(agent);
        var mail = await portal.MailBox.ExpectAsync(() => admin.PressAsync(agent.Id, "Send password link"), m => m.IsTo(agent.UserName));
        var link = mail.Link("/set-password/").PathAndQuery;

        (await (await admin.DisableAsync(agent.Id)).FollowAsync()).ExpectText("Disabled on");

        (await colleague.GetAsync("/customers")).Expect(HttpStatusCode.Found);
        Assert.False(await portal.Given.ReadAsync(db => db.Sessions.AnyAsync(s => s.UserId == agent.Id)));
        using var other = portal.NewClient();
        var right = await other.SignInAsync(agent.UserName, GivenPortal.Password);
        var wrong = await other.SignInAsync(agent.UserName, "not the password");
        Assert.Equal(wrong.ErrorSummary, right.ErrorSummary);
        Assert.NotEmpty(right.ErrorSummary);
        (await other.GetAsync(link)).Expect(HttpStatusCode.Gone);
        var forgot = (await other.OpenAsync("/forgot-password")).Form("Send link").Fill("E-mail or user name", agent.UserName);
        await forgot.SubmitAsync("Send link");
        Assert.Equal(1, await portal.Given.ReadAsync(db => db.AccountLinks.CountAsync(l => l.UserId == agent.Id)));

        (await admin.OpenAsync("/settings/users?state=Disabled")).ExpectText("1 user").ExpectText(agent.UserName);
        (await admin.PressAsync(agent.Id, "Enable user")).Expect(HttpStatusCode.Found);
        (await colleague.GetAsync("/customers")).Expect(HttpStatusCode.Found);
        (await other.GetAsync(link)).Expect(HttpStatusCode.Gone);
        (await other.SignInAsync(agent.UserName, GivenPortal.Password)).Expect(HttpStatusCode.Found);
    }

    [Fact]
    public async Task Who_lost_the_second_factor_gets_rid_of_it_through_a_user_admin()
    {
        var provider = await portal.Given.ProviderAsync();
        var agent = await portal.Given.StaffAsync(provider, MemberRole.SalesAgent);
        var userAdmin = await portal.Given.StaffAsync(provider, MemberRole.UserAdmin);
        foreach (var id in new[] { agent.Id, provider.Admin.Id })
        {
            await portal.Given.ReadAsync(async db =>
            {
                (await db.Users.SingleAsync(u => u.Id == id)).TwoFactorEnabled = true;
                return await db.SaveChangesAsync();
            });
        }

        using var admin = await portal.Given.SignedInAsync(userAdmin);

        (await (await admin.PressAsync(agent.Id, "Remove second factor")).FollowAsync()).ExpectText("signs in with the password alone again.");

        Assert.False((await admin.OpenAsync($"/settings/users/{agent.Id}")).HasButton("Remove second factor"));
        Assert.False((await admin.OpenAsync($"/settings/users/{provider.Admin.Id}")).HasButton("Remove second factor"));
        using var back = await portal.Given.SignedInAsync(agent);
        await back.OpenAsync("/");
    }

    [Fact]
    public async Task Signed_out_everywhere_and_a_password_link()
    {
        var reseller = await portal.Given.ResellerAsync();
        var agent = await portal.Given.StaffAsync(reseller, MemberRole.SalesAgent);
        using var admin = await portal.Given.SignedInAsync(reseller.Admin);
        using var laptop = await portal.Given.SignedInAsync(agent);
        using var phone = await portal.Given.SignedInAsync(agent);

        (await (await admin.PressAsync(agent.Id, "Sign out everywhere")).FollowAsync()).ExpectText("is signed out everywhere.");

        (await laptop.GetAsync("/")).Expect(HttpStatusCode.Found);
        (await phone.GetAsync("/")).Expect(HttpStatusCode.Found);
        var mail = await portal.MailBox.ExpectAsync(() => admin.PressAsync(agent.Id, "Send password link"), m => m.IsTo(agent.UserName));
        (await (await phone.ChoosePasswordAsync(mail.Link("/set-password/").PathAndQuery)).FollowAsync()).ExpectText(reseller.Name);
        var actions = await portal.Given.ReadAsync(db => db.AuditRecords.Where(r => r.SubjectId == agent.Id && r.ActorUserId == reseller.Admin.Id && r.ResellerId == reseller.Id).Select(r => r.Action).ToListAsync());
        Assert.Equal([AuditAction.MemberPasswordLinkSent, AuditAction.MemberSignedOut], actions.Order());
    }

    [Fact]
    public async Task A_user_admin_leaves_global_admins_alone_and_makes_none()
    {
        var (provider, userAdmin) = await GivenAsync(MemberRole.UserAdmin);
        var member = await portal.Given.StaffAsync(provider, MemberRole.Member);
        using var browser = await portal.Given.SignedInAsync(userAdmin);
        var boss = provider.Admin.Id;

        Assert.False((await browser.OpenAsync($"/settings/users/{boss}")).HasButton("Send password link"));
        (await (await browser.EditAsync(boss)).SubmitAsync("Save")).Expect(HttpStatusCode.Forbidden).ExpectText("Only a global admin");
        (await browser.DisableAsync(boss)).Expect(HttpStatusCode.Forbidden);
        foreach (var button in new[] { "Send password link", "Sign out everywhere" })
        {
            var request = (await browser.OpenAsync($"/settings/users/{member.Id}")).Form(button).Request(button);
            request.RequestUri = new Uri(request.RequestUri!.ToString().Replace(member.Id.ToString(), boss.ToString(), StringComparison.Ordinal));
            (await browser.SendAsync(request)).Expect(HttpStatusCode.Forbidden);
        }

        (await (await browser.EditAsync(member.Id)).Tamper("Input.IsGlobalAdmin", "true").SubmitAsync("Save")).Expect(HttpStatusCode.Forbidden);
        (await (await browser.InvitationFormAsync(StaffSteps.NewEmail())).Tamper("Input.IsGlobalAdmin", "true").SubmitAsync("Send invitation")).Expect(HttpStatusCode.Forbidden);
        (await (await browser.EditAsync(userAdmin.Id)).Tamper("Input.IsAdminAgent", "true").SubmitAsync("Save")).Expect(HttpStatusCode.Forbidden).ExpectText("your own roles");
        (await (await browser.EditAsync(userAdmin.Id)).Fill("Last name", "Myself").SubmitAsync("Save")).Expect(HttpStatusCode.Found);
        (await (await browser.EditAsync(member.Id)).Tick("Billing admin").SubmitAsync("Save")).Expect(HttpStatusCode.Found);
        var roles = await portal.Given.ReadAsync(db => db.Users.Where(u => u.ProviderId == provider.Id).ToDictionaryAsync(u => u.Id, u => u.Roles));
        Assert.Equal((MemberRole.GlobalAdmin, MemberRole.UserAdmin, MemberRole.BillingAdmin), (roles[boss], roles[userAdmin.Id], roles[member.Id]));
    }

    [Fact]
    public async Task Nobody_disables_themselves_and_the_last_global_admin_who_can_sign_in_stays()
    {
        var (provider, other) = await GivenAsync(MemberRole.GlobalAdmin);
        using var admin = await portal.Given.SignedInAsync(provider.Admin);
        using var second = await portal.Given.SignedInAsync(other);
        await (await admin.InvitationFormAsync(StaffSteps.NewEmail())).Tick("Global admin").SubmitAsync("Send invitation");
        var stale = (await second.EditAsync(provider.Admin.Id)).Untick("Global admin");

        (await admin.DisableAsync(provider.Admin.Id)).Expect(HttpStatusCode.Conflict).ExpectText("your own account");
        (await (await admin.EditAsync(provider.Admin.Id)).Tamper("Input.IsBillingAdmin", "true").SubmitAsync("Save")).Expect(HttpStatusCode.Forbidden);
        (await admin.DisableAsync(other.Id)).Expect(HttpStatusCode.Found);

        (await stale.SubmitAsync("Save")).Expect(HttpStatusCode.Found);
        Assert.Equal(MemberRole.GlobalAdmin, await portal.Given.ReadAsync(db => db.Users.Where(u => u.Id == provider.Admin.Id).Select(u => u.Roles).SingleAsync()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_two_global_admins_who_remove_each_other_one_stays(bool disable)
    {
        var (provider, other) = await GivenAsync(MemberRole.GlobalAdmin);
        using var one = await portal.Given.SignedInAsync(provider.Admin);
        using var two = await portal.Given.SignedInAsync(other);
        var button = disable ? "Disable user" : "Save";
        var forms = disable
            ? new[] { (await one.OpenAsync($"/settings/users/{other.Id}/disable")).Form(button), (await two.OpenAsync($"/settings/users/{provider.Admin.Id}/disable")).Form(button) }
            : [(await one.EditAsync(other.Id)).Untick("Global admin"), (await two.EditAsync(provider.Admin.Id)).Untick("Global admin")];

        await Task.WhenAll(forms.Select(form => Task.Run(() => form.SubmitAsync(button))));

        Assert.Equal(1, await portal.Given.ReadAsync(db => db.Users.CountAsync(u =>
            u.ProviderId == provider.Id && u.DisabledAt == null && (u.Roles & MemberRole.GlobalAdmin) != 0)));
    }

    [Fact]
    public async Task Of_two_who_edit_the_second_sees_what_changed_and_keeps_what_was_typed()
    {
        var (provider, agent) = await GivenAsync(MemberRole.SalesAgent);
        using var admin = await portal.Given.SignedInAsync(provider.Admin);
        var first = (await admin.EditAsync(agent.Id)).Fill("First name", "Una");
        var second = (await admin.EditAsync(agent.Id)).Fill("First name", "Ulla");
        (await first.SubmitAsync("Save")).Expect(HttpStatusCode.Found);

        var refused = (await second.SubmitAsync("Save")).Expect(HttpStatusCode.Conflict);

        Assert.Contains("now Una", Assert.Single(refused.ErrorSummary), StringComparison.Ordinal);
        Assert.Equal("Ulla", refused.Form("Save").Value("First name"));
        (await refused.Form("Save").SubmitAsync("Save")).Expect(HttpStatusCode.Found);
    }

    [Fact]
    public async Task Only_the_own_staff_is_there()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        var customer = await portal.Given.CustomerAsync(provider, reseller: reseller);
        foreach (var (mine, foreign) in new[] { (provider.Admin, new[] { reseller.Admin, customer.Admin }), (reseller.Admin, [provider.Admin, customer.Admin]) })
        {
            using var admin = await portal.Given.SignedInAsync(mine);
            (await admin.OpenAsync("/settings/users")).ExpectText("1 user").ExpectText(mine.UserName);
            Assert.Contains(mine.UserName, (await admin.GetAsync("/settings/users?handler=Export")).Html, StringComparison.Ordinal);
            foreach (var victim in foreign)
            {
                (await admin.GetAsync($"/settings/users/{victim.Id}")).Expect(HttpStatusCode.NotFound);
                var request = (await admin.OpenAsync($"/settings/users/{mine.Id}/disable")).Form("Disable user").Request("Disable user");
                request.RequestUri = new Uri(admin.Address, $"/settings/users/{victim.Id}/disable");
                (await admin.SendAsync(request)).Expect(HttpStatusCode.NotFound);
            }
        }

        using var ofCustomer = await portal.Given.SignedInAsync(customer.Admin);
        (await ofCustomer.GetAsync("/settings/users")).Expect(HttpStatusCode.NotFound);
        using var agent = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(provider, MemberRole.AdminAgent));
        (await agent.GetAsync("/settings/users")).Expect(HttpStatusCode.Forbidden);
    }

    private async Task<(GivenProvider Provider, GivenMember Colleague)> GivenAsync(MemberRole roles)
    {
        var provider = await portal.Given.ProviderAsync();
        return (provider, await portal.Given.StaffAsync(provider, roles));
    }
}
