using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Users;

/// <summary>The same pages for the provider and for resellers, each as far as the matrix lets it.</summary>
public sealed class UsersBySideTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Provider_and_associated_reseller_do_everything(bool asReseller)
    {
        var (provider, reseller, customer) = await GivenAsync();
        var subscription = await portal.Given.SubscriptionAsync(provider, customer);
        var root = $"/customers/{customer.Id}/users";
        using var staff = await portal.Given.SignedInAsync(asReseller ? reseller.Admin : provider.Admin);

        (await staff.OpenAsync(root)).ExpectText(customer.Name).ExpectText(customer.Admin.UserName);
        var shown = await (await (await staff.NewUserAsync(root, "by.partner")).SubmitAsync("Create user")).FollowAsync();
        Assert.Equal(TemporaryPassword.Length, shown.Value("Temporary password").Length);
        var id = Guid.Parse(shown.Path.Split('/')[4]);
        var user = new GivenMember(id, $"by.partner@{customer.Domain}", "Nora Neumann");
        await (await staff.LicensesOfAsync(root, user)).Tick("Altostrata Office Standard").SubmitAsync("Assign licenses");
        Assert.Equal(1, await portal.Given.AssignedAsync(subscription));
        (await (await staff.OpenAsync($"{root}/{id}/edit")).Form("Save").Fill("Last name", "Noll").SubmitAsync("Save")).Expect(HttpStatusCode.Found);
        var reset = await (await staff.OpenAsync($"{root}/{id}/reset-password")).Form("Reset password").SubmitAsync("Reset password");
        using var colleague = await portal.Given.SignedInAsync(
            asReseller ? await portal.Given.StaffAsync(reseller, MemberRole.AdminAgent) : await portal.Given.StaffAsync(provider, MemberRole.AdminAgent));
        Assert.Null((await colleague.GetAsync(reset.Location!)).Document.QuerySelector("#temporary-password"));
        Assert.NotNull((await staff.OpenAsync(reset.Location!)).Document.QuerySelector("#temporary-password"));
        await staff.DeleteAsync(root, user);
        await (await staff.OpenAsync($"{root}/{id}/restore")).Form("Restore user").SubmitAsync("Restore user");

        var rows = await portal.Given.ReadAsync(db => db.AuditRecords.Where(r => r.SubjectId == id).ToListAsync());
        Assert.Equal(
            [
                AuditAction.LicensesAssigned, AuditAction.UserChanged, AuditAction.UserCreated, AuditAction.UserDeleted, AuditAction.UserPasswordReset,
                AuditAction.UserPasswordShown, AuditAction.UserPasswordShown, AuditAction.UserRestored,
            ],
            rows.Select(r => r.Action).Order());
        Assert.All(rows, r => Assert.Equal((provider.Id, asReseller ? reseller.Id : (Guid?)null, customer.Id), (r.ProviderId, r.ResellerId, r.CustomerId)));
    }

    [Fact]
    public async Task A_reseller_never_gets_hold_of_a_customers_global_admin()
    {
        var (_, reseller, customer) = await GivenAsync();
        var second = await portal.Given.UserAsync(customer, MemberRole.GlobalAdmin);
        var user = await portal.Given.UserAsync(customer);
        var root = $"/customers/{customer.Id}/users";
        using var admin = await portal.Given.SignedInAsync(reseller.Admin);

        (await (await admin.OpenAsync($"{root}/{second.Id}/reset-password")).Form("Reset password").SubmitAsync("Reset password")).Expect(HttpStatusCode.Forbidden);
        (await (await admin.OpenAsync($"{root}/{second.Id}/delete")).Form("Delete user").SubmitAsync("Delete user")).Expect(HttpStatusCode.Forbidden);
        (await (await admin.OpenAsync($"{root}/{second.Id}/edit")).Form("Save").Fill("Last name", "Taken").SubmitAsync("Save")).Expect(HttpStatusCode.Forbidden);
        (await (await admin.OpenAsync($"{root}/{user.Id}/edit")).Form("Save").Tick("Global admin").SubmitAsync("Save")).Expect(HttpStatusCode.Forbidden);
        (await (await admin.NewUserAsync(root, "back.door")).Tick("Global admin").SubmitAsync("Create user")).Expect(HttpStatusCode.Forbidden);

        Assert.Equal(
            new[] { customer.Admin.Id, second.Id }.Order(),
            await portal.Given.ReadAsync(db => db.Users.Where(u => u.CustomerId == customer.Id && u.DeletedAt == null && (u.Roles & MemberRole.GlobalAdmin) != 0)
                .Select(u => u.Id).OrderBy(id => id).ToListAsync()));
    }

    [Fact]
    public async Task A_helpdesk_agent_resets_users_but_nobody_with_more_rights()
    {
        var (provider, reseller, customer) = await GivenAsync();
        var user = await portal.Given.UserAsync(customer);
        var userAdmin = await portal.Given.UserAsync(customer, MemberRole.UserAdmin);
        var root = $"/customers/{customer.Id}/users";
        foreach (var agent in new[] { await portal.Given.StaffAsync(provider, MemberRole.HelpdeskAgent), await portal.Given.StaffAsync(reseller, MemberRole.HelpdeskAgent) })
        {
            using var staff = await portal.Given.SignedInAsync(agent);
            var reset = await (await staff.OpenAsync($"{root}/{user.Id}/reset-password")).Form("Reset password").SubmitAsync("Reset password");
            (await reset.FollowAsync()).ExpectText("Copy the temporary password now.");
            foreach (var higher in new[] { customer.Admin, userAdmin })
            {
                Assert.False((await staff.OpenAsync($"{root}/{higher.Id}")).HasLink("Reset password"));
                (await (await staff.OpenAsync($"{root}/{higher.Id}/reset-password")).Form("Reset password").SubmitAsync("Reset password")).Expect(HttpStatusCode.Forbidden);
            }

            foreach (var path in new[] { "new", "assign", $"{user.Id}/edit", $"{user.Id}/delete", $"{user.Id}/restore" })
            {
                (await staff.GetAsync($"{root}/{path}")).Expect(HttpStatusCode.Forbidden);
            }
        }
    }

    [Theory]
    [InlineData(MemberRole.SalesAgent)]
    [InlineData(MemberRole.BillingAdmin)]
    public async Task Sellers_and_billing_read(MemberRole role)
    {
        var (provider, _, customer) = await GivenAsync();
        var root = $"/customers/{customer.Id}/users";
        using var staff = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(provider, role));

        Assert.False((await staff.OpenAsync(root)).HasLink("New user"));
        Assert.False((await staff.OpenAsync($"{root}/{customer.Admin.Id}")).HasLink("Reset password"));
        (await staff.GetAsync($"{root}/{customer.Admin.Id}/reset-password")).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Resellers_without_association_find_nothing()
    {
        var (provider, _, customer) = await GivenAsync();
        var credited = await portal.Given.ResellerAsync(partnerOf: provider);
        var supporting = await portal.Given.ResellerAsync(partnerOf: provider);
        await portal.Given.SubscriptionAsync(provider, customer, reseller: credited, supportContact: supporting);
        foreach (var reseller in new[] { credited, supporting })
        {
            using var staff = await portal.Given.SignedInAsync(reseller.Admin);
            foreach (var path in Paths(customer.Admin.Id))
            {
                var page = (await staff.GetAsync($"/customers/{customer.Id}/users{path}")).Expect(HttpStatusCode.NotFound);
                Assert.DoesNotContain(customer.Domain, page.Html, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Another_customers_user_is_not_found_under_ones_own_address()
    {
        var (provider, reseller, customer) = await GivenAsync();
        var neighbour = await portal.Given.CustomerAsync(provider, reseller: reseller);
        var victim = await portal.Given.UserAsync(neighbour);
        foreach (var (who, root) in new[] { (customer.Admin, "/users"), (provider.Admin, $"/customers/{customer.Id}/users"), (reseller.Admin, $"/customers/{customer.Id}/users") })
        {
            using var browser = await portal.Given.SignedInAsync(who);
            foreach (var path in Paths(victim.Id).Where(p => p.Contains(victim.Id.ToString(), StringComparison.Ordinal)))
            {
                (await browser.GetAsync($"{root}{path}")).Expect(HttpStatusCode.NotFound);
            }

            foreach (var (path, button) in new[] { ("edit", "Save"), ("delete", "Delete user"), ("reset-password", "Reset password") })
            {
                var mine = await portal.Given.UserAsync(customer);
                var request = (await browser.OpenAsync($"{root}/{mine.Id}/{path}")).Form(button).Request(button);
                request.RequestUri = new Uri(browser.Address, $"{root}/{victim.Id}/{path}");
                (await browser.SendAsync(request)).Expect(HttpStatusCode.NotFound);
            }
        }

        var user = await portal.Given.ReadAsync(db => db.Users.SingleAsync(u => u.Id == victim.Id));
        Assert.True(user.DeletedAt is null && !user.MustChangePassword && user.FirstName == "Ute");
    }

    [Fact]
    public async Task Each_side_has_its_own_address()
    {
        var (provider, _, customer) = await GivenAsync();
        using var admin = await portal.Given.SignedInAsync(customer.Admin);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        (await admin.GetAsync($"/customers/{customer.Id}/users")).Expect(HttpStatusCode.NotFound);
        (await staff.GetAsync("/users")).Expect(HttpStatusCode.NotFound);
        (await staff.GetAsync($"/users?customerId={customer.Id}")).Expect(HttpStatusCode.NotFound);
    }

    private static string[] Paths(Guid user) =>
        ["", "/new", "/assign", $"/{user}", $"/{user}/edit", $"/{user}/reset-password", $"/{user}/delete", $"/{user}/restore", $"/{user}/password/{Guid.CreateVersion7()}"];

    private async Task<(GivenProvider Provider, GivenReseller Reseller, GivenCustomer Customer)> GivenAsync()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        return (provider, reseller, await portal.Given.CustomerAsync(provider, reseller: reseller));
    }
}
