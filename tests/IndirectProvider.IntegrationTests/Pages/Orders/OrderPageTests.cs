using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Customers;
using IndirectProvider.Orders;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Orders;

/// <summary>One order: its steps, retrying, and who saw the credential.</summary>
public sealed class OrderPageTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private static int count;

    [Fact]
    public async Task A_failed_order_says_where_and_why_and_goes_on_when_retried()
    {
        var provider = await portal.Given.ProviderAsync();
        var order = await GivenFailedAsync(provider);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        var page = await staff.OpenAsync($"/orders/{order}");
        Assert.Contains("Failed", page.Row("Create the customer's tenant").TextContent, StringComparison.Ordinal);
        Assert.Contains("This domain prefix is taken.", page.Row("Create the customer's tenant").TextContent, StringComparison.Ordinal);
        Assert.Equal("Not made yet", page.Value("Temporary password"));
        var form = page.Form("Retry");
        var retried = await (await form.SubmitAsync("Retry")).FollowToAsync($"/orders/{order}");

        retried.ExpectText("The order was tried again.");
        Assert.Equal("Completed", retried.Value("State"));
        Assert.StartsWith($"Waits for {provider.Admin.Name}", retried.Value("Temporary password"), StringComparison.Ordinal);
        Assert.False(retried.HasButton("Retry"));
        (await form.SubmitAsync("Retry")).Expect(HttpStatusCode.Conflict).ExpectText("Only a failed order can be retried.");
        Assert.Equal(1, await portal.Given.ReadAsync(db => db.Customers.CountAsync(c => c.ProviderId == provider.Id)));
    }

    [Fact]
    public async Task Who_saw_the_credential_is_said_or_that_nobody_did()
    {
        var provider = await portal.Given.ProviderAsync();
        var order = await GivenFailedAsync(provider);
        using var staff = await portal.Given.SignedInAsync(provider.Admin, "de");
        await (await staff.OpenAsync($"/orders/{order}")).Form("Wiederholen").SubmitAsync("Wiederholen");

        await staff.OpenAsync($"/orders/{order}/confirmation");
        Assert.Contains(provider.Admin.Name, (await staff.OpenAsync($"/orders/{order}")).Value("Temporäres Kennwort"), StringComparison.Ordinal);

        var unseen = await GivenFailedAsync(provider);
        await (await staff.OpenAsync($"/orders/{unseen}")).Form("Wiederholen").SubmitAsync("Wiederholen");
        portal.Clock.Advance(AdminCredential.KeptFor + TimeSpan.FromMinutes(1));
        using var later = await portal.Given.SignedInAsync(provider.Admin);
        var page = await later.OpenAsync($"/orders/{unseen}");
        Assert.StartsWith("Deleted without having been shown", page.Value("Temporary password"), StringComparison.Ordinal);
        Assert.True(page.HasLink("Reset administrator password"));
    }

    [Fact]
    public async Task Who_only_reads_orders_does_not_retry()
    {
        var provider = await portal.Given.ProviderAsync();
        var order = await GivenFailedAsync(provider);
        using var admin = await portal.Given.SignedInAsync(provider.Admin);
        using var billing = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(provider, MemberRole.BillingAdmin));

        Assert.False((await billing.OpenAsync($"/orders/{order}")).HasButton("Retry"));
        var token = (await billing.OpenAsync("/account/change-password")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        foreach (var path in new[] { $"/orders/{order}?handler=Retry", $"/orders/{order}/confirmation?handler=Retry" })
        {
            using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
            (await billing.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content })).Expect(HttpStatusCode.Forbidden);
        }

        Assert.True((await admin.OpenAsync($"/orders/{order}")).HasButton("Retry"));
    }

    private async Task<Guid> GivenFailedAsync(GivenProvider provider)
    {
        var now = portal.Clock.Now;
        var prefix = $"failed-works-{Interlocked.Increment(ref count)}";
        var details = new CustomerDetails(
            "Failed Works", prefix, new PostalAddress("Hafenstraße 5", null, "Hamburg", null, "20457", "DE"),
            "Clara", "Crash", "clara@crash.example", null, null, "de", "Clara Crash", "clara@crash.example", DateOnly.FromDateTime(now.UtcDateTime));
        var offer = await portal.Given.ReadAsync(db => db.Offers.SingleAsync(o => o.Id == "ALT-OFF-STD"));
        var order = Order.PlaceForNewCustomer(
            provider.Id, Guid.CreateVersion7(now), details, null, [new(offer.Id, offer.Name, 5, offer.Plans[0], false, null)],
            new Actor(provider.Admin.Id, provider.Admin.Name, provider.Name, null, null), now);
        var step = order.Step(OrderStepKind.CreateTenant);
        order.BeginStep(step, now);
        step.Refuse("This domain prefix is taken.", surelyNotDone: true);
        order.Fail("This domain prefix is taken.");
        await portal.Given.SaveAsync(db =>
        {
            db.Orders.Add(order);
            db.TenantDomains.Add(TenantDomain.Reserve(prefix, provider.Id, now));
        });
        return order.Id;
    }
}
