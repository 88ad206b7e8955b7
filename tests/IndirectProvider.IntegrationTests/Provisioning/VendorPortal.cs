using System.Net;
using IndirectProvider.Orders;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.Html;
using IndirectProvider.Testing.PartnerCenter;
using IndirectProvider.Testing.Stories;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Provisioning;

/// <summary>A portal whose customers live at a vendor's Partner Center.</summary>
public sealed class VendorPortal : IAsyncLifetime
{
    public const string Direct = "We act as direct partner for this customer: no indirect reseller is involved.";
    public const string Indirect = "We act as indirect partner for this customer: the indirect reseller named above owns the customer relationship.";

    public PartnerCenterServerProcess Vendor { get; private set; } = null!;

    public PortalFactory Portal { get; private set; } = null!;

    public GivenPortal Given { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Vendor = await PartnerCenterServerProcess.StartAsync("--hang-seconds", "1");
        Portal = new PortalFactory(new PortalOptions { Settings = Vendor.Settings });
        Given = new GivenPortal(Portal);
    }

    public async Task DisposeAsync()
    {
        await Portal.DisposeAsync();
        await Vendor.DisposeAsync();
    }

    /// <summary>The review of a new customer's order: ten licences of Office Standard, and what else is picked.</summary>
    public async Task<NewOrder> ReviewAsync(GivenReseller? reseller = null, GivenProvider? provider = null, params (string Product, string OfferId)[] more)
    {
        provider ??= await Given.ProviderAsync();
        if (reseller is not null)
        {
            await Given.PartnershipAsync(provider, reseller.Id);
        }

        var client = await Given.SignedInAsync(provider.Admin);
        var prefix = NewCustomerStory.FreePrefix();
        var step = await (await client.BeginNewCustomerAsync(reseller?.Id)).ToSubscriptionsAsync(prefix);
        var form = step.Form("Next: Review").Pick("Altostrata Office Standard", "ALT-OFF-STD", "10");
        foreach (var (product, offerId) in more)
        {
            form = form.Pick(product, offerId, "3");
        }

        var review = await (await form.SubmitAsync("Next: Review")).FollowToAsync(step.StepPath("review"));
        return new NewOrder(provider, client, prefix, review, reseller is null ? Direct : Indirect);
    }

    /// <summary>Submits a review.</summary>
    /// <returns>The order's id.</returns>
    public static async Task<Guid> SubmitAsync(NewOrder order)
    {
        var answer = (await order.Review.Form("Submit").Tick(order.Attestation).SubmitAsync("Submit")).Expect(HttpStatusCode.Found);
        return Guid.Parse(answer.Location!.Split('/')[2]);
    }

    /// <summary>Lets the portal's time pass, back-off and all, until the order is there.</summary>
    public async Task<Order> UntilAsync(Guid orderId, OrderState state)
    {
        for (var i = 0; ; i++)
        {
            var order = await Given.ReadAsync(db => db.Orders.Include(o => o.Steps).Include(o => o.Lines).AsSplitQuery().SingleAsync(o => o.Id == orderId));
            if (order.State == state || (!order.IsUnderway && i > 0) || i > 1200)
            {
                Assert.True(order.State == state, $"The order is {order.State}: {order.FailureReason}; {string.Join("; ", order.Steps.Select(s => $"{s.Kind} {s.State} {s.Attempts} {s.LastError}"))}");
                return order;
            }

            Portal.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(50);
        }
    }

    /// <summary>Lets the portal's time pass until a step of the order is so.</summary>
    public async Task UntilStepAsync(Guid orderId, OrderStepKind kind, Func<OrderStep, bool> isSo)
    {
        for (var i = 0; ; i++)
        {
            var step = await Given.ReadAsync(db => db.OrderSteps.SingleAsync(s => s.OrderId == orderId && s.Kind == kind));
            if (isSo(step))
            {
                return;
            }

            Assert.True(step.State == OrderStepState.Open && i < 1200, $"{step.Kind} {step.State} {step.Attempts} {step.LastError}");
            Portal.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(50);
        }
    }

    /// <summary>One customer, one order, its subscriptions, alike in the portal and at the vendor, and a password that is the vendor's.</summary>
    public async Task ExpectOnceAsync(NewOrder made, Guid orderId, int subscriptions = 1, int orders = 1)
    {
        await UntilAsync(orderId, OrderState.Completed);
        var there = await Vendor.CustomerAsync(made.Domain);
        Assert.Equal((orders, subscriptions), (there.Orders, there.Subscriptions.Count));
        var customer = await Given.ReadAsync(db => db.Customers.SingleAsync(c => c.ProviderId == made.Provider.Id));
        Assert.Equal(there.Id, customer.TenantId);
        Assert.Equal(
            there.Subscriptions.Select(s => (s.Id, s.OfferId, s.Quantity)).Order(),
            (await Given.ReadAsync(db => db.Subscriptions.Where(s => s.CustomerId == customer.Id).ToListAsync())).Select(s => (s.VendorId, s.OfferId, s.Quantity)).Order());
        Assert.True(await Given.ReadAsync(db => db.OrderSteps.Where(s => s.OrderId == orderId).AllAsync(s => s.State == OrderStepState.Done && s.SealedAnswer == null)));

        using var staff = await Given.SignedInAsync(made.Provider.Admin);
        var shown = (await staff.OpenAsync($"/orders/{orderId}/confirmation")).Value("Temporary password");
        Assert.Equal(there.Password, shown);
        Assert.Empty(Portal.WhereIs(shown));
    }
}

/// <summary>An order for a new customer, ready to be submitted.</summary>
public sealed record NewOrder(GivenProvider Provider, PortalClient Client, string Prefix, Page Review, string Attestation)
{
    public string Domain => $"{Prefix}.tenants.example";
}
