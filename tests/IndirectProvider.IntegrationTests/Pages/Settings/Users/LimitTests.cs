using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Settings.Users;

/// <summary>Who may be limited to customers with given tags, by whom, and what of it is shown and recorded.</summary>
public sealed class LimitTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private const string OnlyTagged = "Only customers with these tags";

    [Fact]
    public async Task An_invited_colleague_begins_limited_and_the_limit_is_changed_and_lifted()
    {
        var (provider, north, south) = await GivenAsync();
        using var admin = await portal.Given.SignedInAsync(provider.Admin);
        var email = StaffSteps.NewEmail();
        var form = (await admin.InvitationFormAsync(email)).Tick("Sales agent").Choose(OnlyTagged).Tick(north.Name);

        var details = await (await form.SubmitAsync("Send invitation")).FollowAsync();

        details.ExpectText($"Only customers with these tags: {north.Name}");
        (await admin.OpenAsync("/settings/users")).ExpectText($"Only customers with these tags: {north.Name}");
        Assert.Contains(north.Name, (await admin.OpenAsync("/settings/users?handler=Export")).Html, StringComparison.Ordinal);
        var id = Guid.Parse(details.Path.Split('/')[^1]);
        await (await (await admin.EditAsync(id)).Untick(north.Name).Tick(south.Name).SubmitAsync("Save")).FollowAsync();
        Assert.Equal([south.Id], await TagsOfAsync(id));
        (await (await (await admin.EditAsync(id)).Choose("All customers").SubmitAsync("Save")).FollowAsync()).ExpectText("All customers");
        Assert.Empty(await TagsOfAsync(id));
        Assert.False(await portal.Given.ReadAsync(db => db.Users.Where(u => u.Id == id).Select(u => u.IsLimited).SingleAsync()));
        var rows = await portal.Given.ReadAsync(db => db.AuditRecords.Where(r => r.SubjectId == id && r.Action == AuditAction.MemberLimited).OrderBy(r => r.Id).Select(r => r.Details!).ToListAsync());
        Assert.Equal(
            [
                $$$"""{"before":{"limitedTo":null},"after":{"limitedTo":["{{{north.Name}}}"]}}""",
                $$$"""{"before":{"limitedTo":["{{{north.Name}}}"]},"after":{"limitedTo":["{{{south.Name}}}"]}}""",
                $$$"""{"before":{"limitedTo":["{{{south.Name}}}"]},"after":{"limitedTo":null}}""",
            ],
            rows);
    }

    [Fact]
    public async Task Admins_of_users_are_never_limited_and_a_limit_needs_a_tag_of_the_own_provider()
    {
        var (provider, north, _) = await GivenAsync();
        var (_, foreign, _) = await GivenAsync();
        var limited = await portal.Given.LimitedStaffAsync(provider, MemberRole.SalesAgent, north);
        using var admin = await portal.Given.SignedInAsync(provider.Admin);
        foreach (var role in new[] { "Global admin", "User admin" })
        {
            var refused = (await (await admin.EditAsync(limited.Id)).Tick(role).SubmitAsync("Save")).Expect(HttpStatusCode.BadRequest);
            refused.ExpectText("A global admin or user admin works with all customers. Choose other roles or all customers.");
        }

        var none = await (await admin.EditAsync(limited.Id)).Untick(north.Name).SubmitAsync("Save");
        none.Expect(HttpStatusCode.BadRequest).ExpectText("Choose at least one tag.");
        (await (await admin.EditAsync(limited.Id)).Tick(north.Name).Tamper("Input.TagIds", $"{foreign.Id}").SubmitAsync("Save")).Expect(HttpStatusCode.NotFound);
        var own = (await admin.EditAsync(provider.Admin.Id)).Tamper("Input.IsLimited", "true").Tamper("Input.TagIds", $"{north.Id}");
        (await own.SubmitAsync("Save")).Expect(HttpStatusCode.BadRequest);

        Assert.Equal([north.Id], await TagsOfAsync(limited.Id));
        Assert.Equal((MemberRole.SalesAgent, true), await portal.Given.ReadAsync(db =>
            db.Users.Where(u => u.Id == limited.Id).Select(u => new ValueTuple<MemberRole, bool>(u.Roles, u.IsLimited)).SingleAsync()));
        (await (await (await admin.EditAsync(limited.Id)).Choose("All customers").Tick("User admin").SubmitAsync("Save")).FollowAsync()).ExpectText("User admin");
    }

    [Fact]
    public async Task A_reseller_limits_nobody_and_a_withdrawn_invitation_takes_its_limit_along()
    {
        var (provider, north, _) = await GivenAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        var colleague = await portal.Given.StaffAsync(reseller, MemberRole.SalesAgent);
        using var other = await portal.Given.SignedInAsync(reseller.Admin);
        var form = await other.EditAsync(colleague.Id);
        Assert.DoesNotContain(OnlyTagged, form.Labels);
        (await form.Tamper("Input.IsLimited", "true").Tamper("Input.TagIds", $"{north.Id}").SubmitAsync("Save")).Expect(HttpStatusCode.NotFound);

        using var admin = await portal.Given.SignedInAsync(provider.Admin);
        var invited = await (await (await admin.InvitationFormAsync(StaffSteps.NewEmail())).Choose(OnlyTagged).Tick(north.Name).SubmitAsync("Send invitation")).FollowAsync();
        (await invited.Form("Withdraw invitation").SubmitAsync("Withdraw invitation")).Expect(HttpStatusCode.Found);

        Assert.Empty(await TagsOfAsync(Guid.Parse(invited.Path.Split('/')[^1])));
        Assert.Empty(await TagsOfAsync(colleague.Id));
    }

    private async Task<(GivenProvider Provider, GivenTag North, GivenTag South)> GivenAsync()
    {
        var provider = await portal.Given.ProviderAsync();
        var customer = await portal.Given.CustomerAsync(provider);
        return (provider, await portal.Given.TagAsync(provider, "North", customer), await portal.Given.TagAsync(provider, "South"));
    }

    private Task<List<Guid>> TagsOfAsync(Guid userId) => portal.Given.ReadAsync(db => db.MemberTags.Where(t => t.UserId == userId).Select(t => t.TagId).ToListAsync());
}
