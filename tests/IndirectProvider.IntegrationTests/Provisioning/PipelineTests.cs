using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Orders;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Given;
using IndirectProvider.Web.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IndirectProvider.IntegrationTests.Provisioning;

/// <summary>Many orders at once, a node that stops, a database that is away: with a vendor that takes its time.</summary>
public sealed class PipelineTests : IAsyncLifetime
{
    private readonly VendorPortal scene = new();

    public Task InitializeAsync() => scene.InitializeAsync();

    public Task DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task One_stuck_order_holds_up_no_other_that_a_crash_left()
    {
        await scene.Vendor.SetAsync(new { hangSeconds = 60 });
        await scene.Vendor.FailAsync("hang", "create-customer", times: -1, match: "left-0.");
        var provider = await scene.Given.ProviderAsync();
        for (var i = 0; i < 20; i++)
        {
            await GivenAbandonedAsync(provider, $"left-{i}");
        }

        scene.Portal.Clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(19, await EventuallyAsync(db => db.Orders.CountAsync(o => o.State == OrderState.Completed), 19));
        Assert.Equal(1, await scene.Given.ReadAsync(db => db.Orders.CountAsync(o => o.State == OrderState.Provisioning && o.Steps.All(s => s.State == OrderStepState.Open))));
        await scene.Vendor.BehaveAsync();
        foreach (var id in await scene.Given.ReadAsync(db => db.Orders.Select(o => o.Id).ToListAsync()))
        {
            await scene.UntilAsync(id, OrderState.Completed);
        }

        var vendor = await scene.Vendor.StateAsync();
        Assert.Equal((20, 20, 20), (vendor.Created.Customers, vendor.Created.Orders, vendor.Created.Subscriptions));
    }

    [Fact]
    public async Task A_node_that_stops_finishes_the_step_underway_and_another_goes_on_at_once()
    {
        var order = await scene.ReviewAsync();
        await scene.Vendor.FailAsync("delay", "create-customer", seconds: 5);
        var id = await VendorPortal.SubmitAsync(order);

        await scene.Portal.Services.GetServices<IHostedService>().OfType<OrderWorker>().Single().StopAsync(CancellationToken.None);

        var stopped = await scene.Given.ReadAsync(db => db.Orders.Include(o => o.Steps).SingleAsync(o => o.Id == id));
        Assert.Equal((OrderStepState.Done, 1), (stopped.Step(OrderStepKind.CreateTenant).State, stopped.Step(OrderStepKind.CreateTenant).Attempts));
        Assert.Equal((OrderStepState.Open, 0), (stopped.Step(OrderStepKind.CreateAdministrator).State, stopped.Step(OrderStepKind.CreateAdministrator).Attempts));
        Assert.True(stopped.LeasedUntil < scene.Portal.Clock.Now);

        await using var node = scene.Portal.Services.CreateAsyncScope();
        var taken = await node.ServiceProvider.GetRequiredService<ResumeOrders>().TakeNextAsync([], CancellationToken.None);
        Assert.Equal(id, taken?.Id);
        await node.ServiceProvider.GetRequiredService<FulfilOrder>().ExecuteAsync(taken!, CancellationToken.None);
        await scene.ExpectOnceAsync(order, id);
    }

    [Fact]
    public async Task What_a_dead_node_held_is_taken_within_a_minute_and_the_step_it_was_in_is_done_once()
    {
        var provider = await scene.Given.ProviderAsync();
        var id = await GivenAbandonedAsync(provider, "dead-node", order => order.BeginStep(order.Step(OrderStepKind.CreateTenant), scene.Portal.Clock.Now));

        await using (var node = scene.Portal.Services.CreateAsyncScope())
        {
            Assert.Null(await node.ServiceProvider.GetRequiredService<ResumeOrders>().TakeNextAsync([], CancellationToken.None));
        }

        scene.Portal.Clock.Advance(TimeSpan.FromSeconds(55));
        Assert.Equal(1, await EventuallyAsync(db => db.Orders.CountAsync(o => o.Id == id && o.State == OrderState.Completed), 1));
        Assert.Equal(1, (await scene.Vendor.StateAsync()).Created.Customers);
    }

    [Fact]
    public async Task An_answer_is_kept_until_the_database_takes_it()
    {
        var order = await scene.ReviewAsync();
        await scene.Vendor.FailAsync("delay", "create-customer", seconds: 4);
        var id = await VendorPortal.SubmitAsync(order);

        await RunAsync("ALTER TABLE \"OrderSteps\" RENAME TO \"OrderStepsAway\"", "EXEC sp_rename 'OrderSteps', 'OrderStepsAway'");
        while (!scene.Portal.Log.Lines.Any(line => line.Text.Contains("it is kept in memory and saved as soon as that is possible", StringComparison.Ordinal)))
        {
            await Task.Delay(50);
        }

        Assert.Equal(1, (await scene.Vendor.StateAsync()).Created.Customers);
        await RunAsync("ALTER TABLE \"OrderStepsAway\" RENAME TO \"OrderSteps\"", "EXEC sp_rename 'OrderStepsAway', 'OrderSteps'");

        Assert.Equal(1, await EventuallyAsync(db => db.Orders.CountAsync(o => o.Id == id && o.State == OrderState.Completed), 1));
        Assert.Single((await scene.Vendor.StateAsync()).Requests, r => r.Operation == "create-customer");
        await scene.ExpectOnceAsync(order, id);
    }

    private Task<int> RunAsync(string sql, string onSqlServer) => scene.Given.ReadAsync(db =>
        db.Database.ExecuteSqlRawAsync(scene.Portal.Services.GetRequiredService<IDatabaseDialect>().Name == "SqlServer" ? onSqlServer : sql));

    private async Task<Guid> GivenAbandonedAsync(GivenProvider provider, string prefix, Action<Order>? state = null)
    {
        var now = scene.Portal.Clock.Now;
        var details = new CustomerDetails(
            "Crash Test Works", prefix, new PostalAddress("Hafenstraße 5", null, "Hamburg", null, "20457", "DE"),
            "Clara", "Crash", "clara@crash.example", null, null, "de", "Clara Crash", "clara@crash.example", DateOnly.FromDateTime(now.UtcDateTime));
        var offer = await scene.Given.ReadAsync(db => db.Offers.SingleAsync(o => o.Id == "ALT-OFF-STD"));
        var order = Order.PlaceForNewCustomer(
            provider.Id, Guid.CreateVersion7(now), details, null, [new OrderLineTerms(offer.Id, offer.Name, 5, offer.Plans[0], false, null)],
            new Actor(provider.Admin.Id, provider.Admin.Name, provider.Name, null, null), now);
        order.GiveBack();
        state?.Invoke(order);
        await scene.Given.SaveAsync(db =>
        {
            db.Orders.Add(order);
            db.TenantDomains.Add(TenantDomain.Reserve(prefix, provider.Id, now));
        });
        return order.Id;
    }

    private async Task<int> EventuallyAsync(Func<PortalDbContext, Task<int>> read, int expected)
    {
        var found = await scene.Given.ReadAsync(read);
        for (var i = 0; i < 1200 && found != expected; i++)
        {
            await Task.Delay(50);
            found = await scene.Given.ReadAsync(read);
        }

        return found;
    }
}
