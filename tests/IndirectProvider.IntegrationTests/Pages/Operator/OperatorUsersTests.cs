using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.IntegrationTests.Pages.Settings.Users;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.IntegrationTests.Pages.Operator;

/// <summary>Operators manage the operators, with the verbs by which organisations manage their users.</summary>
public sealed class OperatorUsersTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task An_operator_invites_another_who_begins_by_the_mailed_link()
    {
        var first = await portal.Given.OperatorAsync();
        using var browser = await portal.Given.SignedInAsync(first);
        var email = StaffSteps.NewEmail();
        var invite = (await (await browser.OpenAsync("/operator/providers")).ClickAsync("Operators")).Link("Invite user").GetAttribute("href")!;
        var form = (await browser.OpenAsync(invite)).Form("Send invitation").Fill("First name", "Olga").Fill("Last name", "Second").Fill("Work e-mail", email).Fill("Language", "English");
        Assert.DoesNotContain(form.Labels, label => label is "Global admin" or "Sales agent");

        var mail = await portal.MailBox.ExpectAsync(async () => (await (await form.SubmitAsync("Send invitation")).FollowAsync()).ExpectText("Olga Second"), m => m.IsTo(email));

        using var second = portal.NewClient();
        (await second.ChoosePasswordAsync(mail.Link("/set-password/").PathAndQuery)).Expect(HttpStatusCode.Found);
        (await second.OpenAsync("/operator/providers")).ExpectText("Providers");
        (await second.OpenAsync("/operator/users")).ExpectText(first.UserName).ExpectText(email);
        var row = await portal.Given.ReadAsync(db => db.AuditRecords.SingleAsync(r => r.Action == AuditAction.MemberInvited && r.SubjectName == "Olga Second"));
        Assert.Equal((first.Id, null, null), (row.ActorUserId, row.ProviderId, row.ResellerId));
    }

    [Fact]
    public async Task An_operator_renames_disables_enables_and_signs_out_another_but_never_the_last_one()
    {
        await using var own = new PortalFactory();
        var given = new GivenPortal(own);
        var (one, other) = (await given.OperatorAsync(), await given.OperatorAsync());
        using var browser = await given.SignedInAsync(one);
        using var colleague = await given.SignedInAsync(other);
        var edit = (await browser.OpenAsync($"/operator/users/{other.Id}/edit")).Form("Save").Fill("Last name", "Renamed").Tamper("Input.IsSalesAgent", "true");
        (await (await edit.SubmitAsync("Save")).FollowAsync()).ExpectText("Renamed");
        Assert.Equal(MemberRole.GlobalAdmin, await given.ReadAsync(db => db.Users.Where(u => u.Id == other.Id).Select(u => u.Roles).SingleAsync()));

        (await (await browser.OpenAsync($"/operator/users/{other.Id}")).Form("Sign out everywhere").SubmitAsync("Sign out everywhere")).Expect(HttpStatusCode.Found);
        (await colleague.GetAsync("/operator/providers")).Expect(HttpStatusCode.Found);
        (await (await browser.OpenAsync($"/operator/users/{other.Id}/disable")).Form("Disable user").SubmitAsync("Disable user")).Expect(HttpStatusCode.Found);
        var last = await (await browser.OpenAsync($"/operator/users/{one.Id}/disable")).Form("Disable user").SubmitAsync("Disable user");
        last.Expect(HttpStatusCode.Conflict);
        (await (await browser.OpenAsync($"/operator/users/{other.Id}")).Form("Enable user").SubmitAsync("Enable user")).Expect(HttpStatusCode.Found);
        await own.MailBox.ExpectAsync(
            async () => await (await browser.OpenAsync($"/operator/users/{other.Id}")).Form("Send password link").SubmitAsync("Send password link"), m => m.IsTo(other.UserName));
        using var again = await given.SignedInAsync(other);
        (await again.GetAsync("/operator/users")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Accounts_of_others_are_not_among_them_and_not_written_in_their_name()
    {
        var provider = await portal.Given.ProviderAsync();
        var admin = await portal.Given.OperatorAsync();
        using var browser = await portal.Given.SignedInAsync(admin);
        Assert.DoesNotContain(provider.Admin.UserName, (await browser.OpenAsync("/operator/users")).Html, StringComparison.Ordinal);
        foreach (var path in new[] { "", "/edit", "/disable" })
        {
            (await browser.GetAsync($"/operator/users/{provider.Admin.Id}{path}")).Expect(HttpStatusCode.NotFound);
        }

        (await browser.GetAsync("/settings/users")).Expect(HttpStatusCode.NotFound);
        await using var scope = portal.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantScope>().ActFor(OrganisationKind.Operator, null, null, null, new Actor(admin.Id, admin.Name, "", null, null));
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        (await db.Users.SingleAsync(u => u.Id == provider.Admin.Id)).Disable(portal.Given.Now);
        await Assert.ThrowsAsync<TenantViolationException>(() => db.SaveChangesAsync());
    }
}
