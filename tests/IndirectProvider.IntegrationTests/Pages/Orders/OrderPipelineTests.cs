using System.Text.Json;
using IndirectProvider.Customers;
using IndirectProvider.Orders;
using IndirectProvider.Testing.Given;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.IntegrationTests.Pages.Orders;

/// <summary>What becomes of an order that a crash left half done.</summary>
public sealed class OrderPipelineTests
{
    [Fact]
    public async Task An_order_left_by_a_crash_is_finished_by_a_worker_once()
    {
        using var portal = new SharedPortal();
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        var order = await GivenSubmittedAsync(portal, provider, reseller);

        portal.Clock.Advance(Order.LeaseTime + TimeSpan.FromSeconds(10));
        await EventuallyCompletedAsync(portal, order);

        await portal.Given.ReadAsync(async db =>
        {
            var customer = await db.Customers.Include(c => c.Resellers).SingleAsync(c => c.ProviderId == provider.Id);
            Assert.Equal(reseller.Id, Assert.Single(customer.Resellers).ResellerId);
            Assert.Equal(2, await db.Subscriptions.CountAsync(s => s.CustomerId == customer.Id));
            Assert.Equal(1, await db.AdminCredentials.CountAsync(c => c.OrderId == order.Id && c.IssuedToUserId == provider.Admin.Id));
            Assert.True(await db.OrderSteps.AllAsync(s => s.State == OrderStepState.Done && s.SealedAnswer == null));
            return true;
        });
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var confirmation = await staff.OpenAsync($"/orders/{order.Id}/confirmation");
        Assert.Equal(16, confirmation.Value("Temporary password").Length);
    }

    [Fact]
    public async Task Nodes_that_resume_at_the_same_moment_make_one_customer()
    {
        using var portal = new SharedPortal();
        var provider = await portal.Given.ProviderAsync();
        var order = await GivenSubmittedAsync(portal, provider, null);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            await using var scope = portal.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<FulfilOrder>().ExecuteAsync(new OrderInHand(order.Id, order.Version), CancellationToken.None);
        })));
        portal.Clock.Advance(Order.LeaseTime + TimeSpan.FromSeconds(10));
        await EventuallyCompletedAsync(portal, order);

        Assert.Equal(1, await portal.Given.ReadAsync(db => db.Customers.CountAsync(c => c.ProviderId == provider.Id)));
        Assert.Equal(1, await portal.Given.ReadAsync(db => db.AdminCredentials.CountAsync(c => c.ProviderId == provider.Id)));
        Assert.Equal(2, await portal.Given.ReadAsync(db => db.Subscriptions.CountAsync(s => s.ProviderId == provider.Id)));
    }

    [Fact]
    public async Task Subscriptions_for_an_existing_customer_left_by_a_crash_between_steps_are_recorded_once()
    {
        using var portal = new SharedPortal();
        var provider = await portal.Given.ProviderAsync();
        var customer = await portal.Given.CustomerAsync(provider);
        var now = portal.Clock.Now;
        var offer = await portal.Given.ReadAsync(db => db.Offers.SingleAsync(o => o.Id == "ALT-OFF-STD"));
        var row = await portal.Given.ReadAsync(db => db.Customers.SingleAsync(c => c.Id == customer.Id));
        var order = Order.PlaceForCustomer(
            Guid.CreateVersion7(now), row, [new OrderLineTerms(offer.Id, offer.Name, 5, offer.Plans[0], false, null)],
            new Actor(provider.Admin.Id, provider.Admin.Name, provider.Name, null, null), now);
        await using (var scope = portal.Services.CreateAsyncScope())
        {
            // The vendor has answered, and the portal stopped before it recorded the subscriptions.
            var sealer = scope.ServiceProvider.GetRequiredService<Sealer>();
            var answer = JsonSerializer.Serialize(new ProvisionedSubscriptions(["made-before-the-crash"]));
            var step = order.Step(OrderStepKind.CreateSubscriptions);
            order.BeginStep(step, now);
            step.Finish(sealer.Seal(OrderStep.SealPurpose, answer), now);
        }

        await portal.Given.SaveAsync(db => db.Orders.Add(order));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            await using var scope = portal.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<FulfilOrder>().ExecuteAsync(new OrderInHand(order.Id, order.Version), CancellationToken.None);
        })));
        portal.Clock.Advance(Order.LeaseTime + TimeSpan.FromSeconds(10));
        await EventuallyCompletedAsync(portal, order);

        Assert.Equal(
            ["made-before-the-crash"],
            await portal.Given.ReadAsync(db => db.Subscriptions.Where(s => s.CustomerId == customer.Id).Select(s => s.VendorId).ToListAsync()));
        Assert.True(await portal.Given.ReadAsync(db => db.OrderSteps.Where(s => s.OrderId == order.Id).AllAsync(
            s => s.State == OrderStepState.Done && s.SealedAnswer == null)));
        Assert.Equal(1, await portal.Given.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.ProviderId == provider.Id && m.Kind == "SubscriptionsAdded")));
    }

    private static async Task<Order> GivenSubmittedAsync(SharedPortal portal, GivenProvider provider, GivenReseller? reseller)
    {
        var now = portal.Clock.Now;
        var details = new CustomerDetails(
            "Crash Test Works", "crash-test-works", new PostalAddress("Hafenstraße 5", null, "Hamburg", null, "20457", "DE"),
            "Clara", "Crash", "clara@crash.example", null, null, "de", "Clara Crash", "clara@crash.example", DateOnly.FromDateTime(now.UtcDateTime));
        var offer = await portal.Given.ReadAsync(db => db.Offers.SingleAsync(o => o.Id == "ALT-OFF-STD"));
        var line = new OrderLineTerms(offer.Id, offer.Name, 5, offer.Plans[0], false, reseller?.Id);
        var order = Order.PlaceForNewCustomer(
            provider.Id, Guid.CreateVersion7(now), details, reseller?.Id, [line, line], new Actor(provider.Admin.Id, provider.Admin.Name, provider.Name, null, null), now);
        await portal.Given.SaveAsync(db =>
        {
            db.Orders.Add(order);
            db.TenantDomains.Add(TenantDomain.Reserve(details.DomainPrefix, provider.Id, now));
        });
        return order;
    }

    private static async Task EventuallyCompletedAsync(SharedPortal portal, Order order)
    {
        var state = OrderState.Submitted;
        for (var i = 0; i < 400 && state != OrderState.Completed; i++)
        {
            await Task.Delay(50);
            state = await portal.Given.ReadAsync(db => db.Orders.Where(o => o.Id == order.Id).Select(o => o.State).SingleAsync());
        }

        Assert.Equal(OrderState.Completed, state);
    }
}
