using System.Net;
using IndirectProvider.Audit;
using IndirectProvider.IntegrationTests.Subscriptions;
using IndirectProvider.Subscriptions;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Users;

/// <summary>Licenses in the hands of users: never more than owned.</summary>
public sealed class LicensesTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private const string Product = "Altostrata Office Standard";

    [Fact]
    public async Task Many_at_once_and_one_by_one()
    {
        var (_, customer, subscription) = await GivenAsync(5);
        var users = new[] { await portal.Given.UserAsync(customer), await portal.Given.UserAsync(customer), await portal.Given.UserAsync(customer) };
        using var admin = await portal.Given.SignedInAsync(customer.Admin);

        var done = await (await (await admin.LicensesOfAsync("/users", users)).Tick(Product).SubmitAsync("Assign licenses")).FollowToAsync("/users");

        done.ExpectText("3 licenses were assigned.");
        Assert.Contains("5 3 2", string.Join(' ', done.Document.QuerySelectorAll("table")[0].QuerySelectorAll("tbody .number").Select(c => c.TextContent.Trim())), StringComparison.Ordinal);
        (await admin.OpenAsync($"/users?license={subscription}")).ExpectText("3 users");
        (await admin.OpenAsync("/users?license=none")).ExpectText("1 user").ExpectText(customer.Admin.UserName);

        var one = await admin.OpenAsync($"/users/{users[0].Id}");
        var taken = await (await one.Form($"Take back – {Product}").SubmitAsync($"Take back – {Product}")).FollowToAsync($"/users/{users[0].Id}");
        taken.ExpectText("1 license was taken back.").ExpectText("3 of 5");
        await taken.Form($"Assign – {Product}").SubmitAsync($"Assign – {Product}");
        Assert.Equal([1, 2, 3], await portal.Given.ReadAsync(db => db.LicenseAssignments.Where(a => a.SubscriptionId == subscription).Select(a => a.Seat).OrderBy(s => s).ToListAsync()));
        Assert.Equal(
            [AuditAction.LicensesAssigned, AuditAction.LicensesAssigned, AuditAction.LicensesTakenBack],
            await portal.Given.ReadAsync(db => db.AuditRecords.Where(r => r.SubjectId == users[0].Id && r.CustomerId == customer.Id && r.ProviderId == customer.ProviderId)
                .Select(r => r.Action).Where(a => a.StartsWith("Licenses")).OrderBy(a => a).ToListAsync()));
    }

    [Fact]
    public async Task More_than_owned_is_refused_as_a_whole()
    {
        var (_, customer, subscription) = await GivenAsync(2);
        var users = new[] { await portal.Given.UserAsync(customer), await portal.Given.UserAsync(customer), await portal.Given.UserAsync(customer) };
        using var admin = await portal.Given.SignedInAsync(customer.Admin);

        var refused = await (await admin.LicensesOfAsync("/users", users)).Tick(Product).SubmitAsync("Assign licenses");

        Assert.Equal([$"Only 2 licenses of {Product} are left."], refused.Expect(HttpStatusCode.BadRequest).ErrorSummary);
        Assert.Equal(0, await portal.Given.AssignedAsync(subscription));
        var fewer = await refused.Form("Assign licenses").Untick(users[2].Name).SubmitAsync("Assign licenses");
        fewer.Expect(HttpStatusCode.Found);
        var none = await (await admin.LicensesOfAsync("/users", users[2])).Tick(Product).SubmitAsync("Assign licenses");
        Assert.Equal([$"No license of {Product} is left."], none.Expect(HttpStatusCode.BadRequest).ErrorSummary);
    }

    [Fact]
    public async Task Nothing_chosen_is_said()
    {
        var (_, customer, _) = await GivenAsync(2);
        using var admin = await portal.Given.SignedInAsync(customer.Admin);

        (await admin.OpenAsync("/users/assign")).ExpectText("No users chosen");
        var refused = await (await admin.LicensesOfAsync("/users", customer.Admin)).SubmitAsync("Assign licenses");

        Assert.Equal(["Choose at least one subscription."], refused.Expect(HttpStatusCode.BadRequest).ErrorSummary);
    }

    [Fact]
    public async Task Of_twenty_who_want_the_last_license_one_gets_it()
    {
        var (_, customer, subscription) = await GivenAsync(1);
        using var admin = await portal.Given.SignedInAsync(customer.Admin);
        var forms = new List<HttpRequestMessage>();
        for (var i = 0; i < 20; i++)
        {
            forms.Add((await admin.LicensesOfAsync("/users", await portal.Given.UserAsync(customer))).Tick(Product).Request("Assign licenses"));
        }

        var answers = await Task.WhenAll(forms.Select(request => Task.Run(() => admin.SendAsync(request))));

        Assert.Single(answers, a => a.Status == HttpStatusCode.Found);
        Assert.All(answers, a => Assert.True(a.Status is HttpStatusCode.Found or HttpStatusCode.BadRequest or HttpStatusCode.Conflict, $"{a.Status}"));
        Assert.Equal(1, await portal.Given.AssignedAsync(subscription));
    }

    [Fact]
    public async Task A_suspended_subscription_gives_none_out_but_takes_back()
    {
        var (provider, customer, subscription) = await GivenAsync(3);
        var (having, wanting) = (await portal.Given.UserAsync(customer), await portal.Given.UserAsync(customer));
        using var admin = await portal.Given.SignedInAsync(customer.Admin);
        await (await admin.LicensesOfAsync("/users", having)).Tick(Product).SubmitAsync("Assign licenses");
        var version = (await portal.Given.SubscriptionAsync(subscription)).Version;
        var suspended = await portal.ActAsync<SuspendSubscription, Result<Consequences>>(
            provider, verb => verb.ExecuteAsync(new() { SubscriptionId = subscription, Version = version, Reason = "test" }, default));
        Assert.True(suspended.Succeeded);

        var form = await admin.LicensesOfAsync("/users", having, wanting);
        var refused = await form.Tick(Product).SubmitAsync("Assign licenses");

        Assert.Contains("is not active", Assert.Single(refused.Expect(HttpStatusCode.BadRequest).ErrorSummary), StringComparison.Ordinal);
        (await refused.Form("Take back").SubmitAsync("Take back")).Expect(HttpStatusCode.Found);
        Assert.Equal(0, await portal.Given.AssignedAsync(subscription));
    }

    [Fact]
    public async Task What_is_assigned_beyond_the_owned_is_shown()
    {
        // As after a renewal with fewer licenses.
        var (_, customer, subscription) = await GivenAsync(1);
        var owned = await portal.Given.SubscriptionAsync(subscription);
        var users = new List<GivenMember>();
        for (var seat = 1; seat <= 4; seat++)
        {
            var user = await portal.Given.UserAsync(customer);
            users.Add(user);
            var number = seat;
            await portal.Given.SaveAsync(db => db.LicenseAssignments.Add(LicenseAssignment.Of(owned, user.Id, number, portal.Given.Now)));
        }

        using var admin = await portal.Given.SignedInAsync(customer.Admin);
        (await admin.OpenAsync("/users")).ExpectText("3 more assigned than owned: take 3 back");

        await (await admin.LicensesOfAsync("/users", users[0], users[1])).Tick(Product).SubmitAsync("Take back");
        var refused = await (await admin.LicensesOfAsync("/users", users[0])).Tick(Product).SubmitAsync("Assign licenses");
        Assert.Equal([$"No license of {Product} is left."], refused.Expect(HttpStatusCode.BadRequest).ErrorSummary);
    }

    [Fact]
    public async Task Reducing_and_assigning_at_once_never_leaves_more_assigned_than_owned()
    {
        var (provider, customer, subscription) = await GivenAsync(4);
        var users = new List<GivenMember>();
        for (var i = 0; i < 4; i++)
        {
            users.Add(await portal.Given.UserAsync(customer));
        }

        using var admin = await portal.Given.SignedInAsync(customer.Admin);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var assign = (await admin.LicensesOfAsync("/users", [.. users])).Tick(Product).Request("Assign licenses");
        var reduce = (await staff.OpenAsync($"/customers/{customer.Id}/subscriptions/{subscription}/licenses")).Form("Change licenses").Fill("Licenses", "1").Request("Change licenses");

        var answers = await Task.WhenAll(Task.Run(() => admin.SendAsync(assign)), Task.Run(() => staff.SendAsync(reduce)));

        var owned = await portal.Given.ReadAsync(db => db.Subscriptions.Where(s => s.Id == subscription).Select(s => s.Quantity).SingleAsync());
        Assert.Single(answers, a => a.Status == HttpStatusCode.Found);
        Assert.True(await portal.Given.AssignedAsync(subscription) <= owned);
    }

    [Fact]
    public async Task Users_and_subscriptions_of_different_customers_do_not_come_together()
    {
        var (provider, customer, subscription) = await GivenAsync(3);
        var neighbour = await portal.Given.CustomerAsync(provider);
        var foreign = await portal.Given.SubscriptionAsync(provider, neighbour);
        var foreignUser = await portal.Given.UserAsync(neighbour);
        using var admin = await portal.Given.SignedInAsync(customer.Admin);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        foreach (var (browser, root) in new[] { (admin, "/users"), (staff, $"/customers/{customer.Id}/users") })
        {
            foreach (var button in new[] { "Assign licenses", "Take back" })
            {
                var own = (await browser.LicensesOfAsync(root, customer.Admin)).Tick(Product);
                (await own.Tamper("Input.SubscriptionIds", $"{foreign}").SubmitAsync(button)).Expect(HttpStatusCode.NotFound);
                own = (await browser.LicensesOfAsync(root, customer.Admin)).Tick(Product);
                (await own.Tamper("Input.UserIds", $"{foreignUser.Id}").SubmitAsync(button)).Expect(HttpStatusCode.NotFound);
            }
        }

        Assert.Equal(0, await portal.Given.AssignedAsync(foreign) + await portal.Given.AssignedAsync(subscription));
    }

    private async Task<(GivenProvider Provider, GivenCustomer Customer, Guid Subscription)> GivenAsync(int quantity)
    {
        var provider = await portal.Given.ProviderAsync();
        var customer = await portal.Given.CustomerAsync(provider);
        return (provider, customer, await portal.Given.SubscriptionAsync(provider, customer, quantity: quantity));
    }
}
