using System.Text.Json;
using IndirectProvider.Audit;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IndirectProvider.Orders;

/// <summary>
/// Does the steps of an order that are not done yet, saving after each. Every step's key was saved with the order, so
/// a step whose answer was lost is asked for again under the same key and done only once.
/// </summary>
public sealed partial class FulfilOrder(
    PortalDb portal,
    ITenantProvisioner provisioner,
    SettleOrder settle,
    RecordSubscriptions recordSubscriptions,
    Sealer sealer,
    IDatabaseDialect dialect,
    TimeProvider clock,
    ILogger<FulfilOrder> log)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>Goes on with an order that the caller holds the lease of. Never throws for what a later turn can mend.</summary>
    public async Task ExecuteAsync(Guid orderId, CancellationToken cancel)
    {
        var db = portal.Open();
        try
        {
            var order = await db.Orders.Include(o => o.Lines).Include(o => o.Steps).AsSplitQuery().SingleAsync(o => o.Id == orderId, cancel);
            if (order.IsUnderway)
            {
                await GoOnAsync(db, order, cancel);
            }
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another node took the order over; it goes on there.
            LogTakenOver(orderId);
        }
        catch (DbUpdateException failure) when (dialect.IsUniqueViolation(failure))
        {
            // Settled by another node in the same moment, or the user name is somebody else's.
            db.ChangeTracker.Clear();
            await FailTakenAsync(db, orderId, cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The order stays as last saved; when its lease runs out a worker resumes it.
            LogInterrupted(failure, orderId);
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task FailTakenAsync(PortalDbContext db, Guid orderId, CancellationToken cancel)
    {
        var order = await db.Orders.Include(o => o.Steps).SingleAsync(o => o.Id == orderId, cancel);
        if (order is { IsUnderway: true, NewCustomer: not null })
        {
            Refused(db, order, order.Step(OrderStepKind.SealCredential), Error.Conflict("The administrator's user name is already in use. Ask the operator of the portal to free it, then retry."));
            await db.SaveChangesAsync(cancel);
        }
    }

    private Task GoOnAsync(PortalDbContext db, Order order, CancellationToken cancel) =>
        order.NewCustomer is { } customer ? SetUpAsync(db, order, customer, cancel) : AddAsync(db, order, cancel);

    /// <summary>The steps for a customer that exists.</summary>
    private async Task AddAsync(PortalDbContext db, Order order, CancellationToken cancel)
    {
        var customer = await db.Customers.AsNoTracking().SingleAsync(c => c.ProviderId == order.ProviderId && c.Id == order.CustomerId, cancel);
        if (await CreateSubscriptionsAsync(db, order, customer.TenantId, cancel) is { } subscriptions)
        {
            await recordSubscriptions.ExecuteAsync(order, customer, subscriptions, cancel);
        }
    }

    /// <summary>The steps for a customer that is yet to be created.</summary>
    private async Task SetUpAsync(PortalDbContext db, Order order, CustomerDetails customer, CancellationToken cancel)
    {
        var tenant = await DoAsync(db, order, OrderStepKind.CreateTenant, key => provisioner.CreateTenantAsync(key, customer, cancel), cancel);
        if (tenant is null)
        {
            return;
        }

        var administrator = await DoAsync(
            db, order, OrderStepKind.CreateAdministrator, key => provisioner.CreateAdministratorAsync(key, tenant, customer, cancel), cancel);
        if (administrator is null)
        {
            return;
        }

        if (await CreateSubscriptionsAsync(db, order, tenant.TenantId, cancel) is { } subscriptions)
        {
            await settle.ExecuteAsync(order, tenant, administrator, subscriptions, cancel);
        }
    }

    private Task<ProvisionedSubscriptions?> CreateSubscriptionsAsync(PortalDbContext db, Order order, string tenantId, CancellationToken cancel)
    {
        var lines = order.Lines.OrderBy(l => l.Number).ToList();
        return DoAsync(
            db, order, OrderStepKind.CreateSubscriptions, key => provisioner.CreateSubscriptionsAsync(key, tenantId, lines, cancel), cancel);
    }

    private async Task<T?> DoAsync<T>(
        PortalDbContext db, Order order, OrderStepKind kind, Func<Guid, Task<Result<T>>> provision, CancellationToken cancel)
        where T : class
    {
        var step = order.Step(kind);
        if (step.State == OrderStepState.Done)
        {
            return JsonSerializer.Deserialize<T>(sealer.Open(OrderStep.SealPurpose, step.SealedAnswer!));
        }

        order.BeginStep(step, clock.GetUtcNow());
        T? answer = null;
        try
        {
            var result = await provision(step.Id);
            if (result.Succeeded)
            {
                answer = result.Value;
                step.Finish(sealer.Seal(OrderStep.SealPurpose, JsonSerializer.Serialize(answer)), clock.GetUtcNow());
            }
            else
            {
                Refused(db, order, step, result.Errors[0]);
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or TimeoutException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            LogPostponed(failure, order.Id, kind);
            step.RecordFailure(failure.GetType().Name, forGood: false);
            order.Postpone(clock.GetUtcNow() + PauseAfter(step.Attempts));
        }

        await db.SaveChangesAsync(cancel);
        return answer;
    }

    private void Refused(PortalDbContext db, Order order, OrderStep step, Error error)
    {
        step.RecordFailure(error.Template, forGood: true);
        order.Fail(error.Template);
        db.Record(
            clock, AuditAction.OrderFailed, order.Id, order.CustomerName, new Concerned(order.ProviderId), new { step.Kind, reason = error.Template });
    }

    private static TimeSpan PauseAfter(int attempts) =>
        TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(attempts - 1, 10)));

    [LoggerMessage(LogLevel.Information, "Order {OrderId} goes on at another node.")]
    private partial void LogTakenOver(Guid orderId);

    [LoggerMessage(LogLevel.Warning, "Step {Step} of order {OrderId} is tried again later.")]
    private partial void LogPostponed(Exception failure, Guid orderId, OrderStepKind step);

    [LoggerMessage(LogLevel.Error, "Order {OrderId} was interrupted and will be resumed.")]
    private partial void LogInterrupted(Exception failure, Guid orderId);
}
