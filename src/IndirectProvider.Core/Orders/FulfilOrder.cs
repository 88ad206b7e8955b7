using IndirectProvider.Accounts;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IndirectProvider.Orders;

/// <summary>
/// Does the steps of an order that are not done yet, saving before and after each. Every step's key was saved with the order, so
/// a step whose answer was lost is asked for again under the same key and done only once.
/// </summary>
public sealed partial class FulfilOrder(
    PortalDb portal,
    DoStep doStep,
    SettleOrder settle,
    RecordSubscriptions recordSubscriptions,
    Sealer sealer,
    IDatabaseDialect dialect,
    ILogger<FulfilOrder> log)
{
    /// <summary>Goes on with an order that the caller holds the lease of. Never throws for what a later turn can mend.</summary>
    /// <param name="inHand">The order.</param>
    /// <param name="noMore">No further step is begun, and the lease is given back.</param>
    /// <param name="giveUp">The step underway is given up, too.</param>
    public async Task ExecuteAsync(OrderInHand inHand, CancellationToken noMore, CancellationToken giveUp = default)
    {
        var (orderId, version) = inHand;
        var db = portal.Open();
        try
        {
            // A few lines times a few steps are fewer bytes than two more ways to the database.
            var order = await db.Orders.Include(o => o.Lines).Include(o => o.Steps).AsSingleQuery()
                .SingleOrDefaultAsync(o => o.Id == orderId && o.Version == version, giveUp);
            if (order is null)
            {
                // This process stood still for longer than its lease.
                LogTakenOver(orderId);
            }
            else if (order.IsUnderway)
            {
                order.PlanCart();
                await GoOnAsync(new OrderRun(db, order, noMore, giveUp));
            }
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another node took the order over; it goes on there.
            LogTakenOver(orderId);
        }
        catch (Exception failure)
        {
            // The order stays as last saved; when its lease runs out a worker resumes it.
            LogInterrupted(failure, orderId);
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private Task GoOnAsync(OrderRun run) => run.Order.NewCustomer is { } customer ? SetUpAsync(run, customer) : AddAsync(run);

    /// <summary>The steps for a customer that exists.</summary>
    private async Task AddAsync(OrderRun run)
    {
        var (db, order) = (run.Db, run.Order);
        var customer = await db.Customers.AsNoTracking().SingleAsync(c => c.ProviderId == order.ProviderId && c.Id == order.CustomerId, run.GiveUp);
        if (await BuyAsync(run, customer.TenantId) is { } subscriptions)
        {
            await recordSubscriptions.ExecuteAsync(order, customer, subscriptions, CancellationToken.None);
        }
    }

    /// <summary>The steps for a customer that is yet to be created.</summary>
    private async Task SetUpAsync(OrderRun run, CustomerDetails customer)
    {
        var tenant = await doStep.ExecuteAsync(
            run, OrderStepKind.CreateTenant, (vendor, call, cancel) => vendor.CreateTenantAsync(call, customer, cancel));
        if (tenant is null)
        {
            return;
        }

        var password = TemporaryPasswordOf(run.Order.Step(OrderStepKind.CreateAdministrator));
        var administrator = await doStep.ExecuteAsync(
            run, OrderStepKind.CreateAdministrator, (vendor, call, cancel) => vendor.CreateAdministratorAsync(call, tenant, customer, password, cancel));
        if (administrator is null)
        {
            return;
        }

        if (await BuyAsync(run, tenant.TenantId) is { } subscriptions)
        {
            await SettleAsync(run, tenant, administrator, subscriptions);
        }
    }

    /// <summary>The password every try is made with: a vendor that recognises a repeat keeps the one it saw first.</summary>
    private string TemporaryPasswordOf(OrderStep step)
    {
        if (step.State == OrderStepState.Done)
        {
            return "";
        }

        if (step.SealedAnswer is { } prepared)
        {
            return sealer.Open(OrderStep.SealPurpose, prepared);
        }

        var password = TemporaryPassword.Mint();
        step.Prepare(sealer.Seal(OrderStep.SealPurpose, password));
        return password;
    }

    private async Task<ProvisionedSubscriptions?> BuyAsync(OrderRun run, string tenantId)
    {
        var lines = await LinesAsync(run);
        var cart = await doStep.ExecuteAsync(
            run, OrderStepKind.CreateCart, (vendor, call, cancel) => vendor.CreateCartAsync(call, tenantId, lines, cancel));
        if (cart is null)
        {
            return null;
        }

        var known = run.Order.CustomerId is not { } customer ? [] : await run.Db.Subscriptions
            .Where(s => s.ProviderId == run.Order.ProviderId && s.CustomerId == customer)
            .Select(s => s.VendorId)
            .ToListAsync(run.GiveUp);
        var purchase = new Purchase(tenantId, cart, lines, known);
        return await doStep.ExecuteAsync(
            run, OrderStepKind.CreateSubscriptions, (vendor, call, cancel) => vendor.CreateSubscriptionsAsync(call, purchase, cancel));
    }

    private static async Task<IReadOnlyList<VendorLine>> LinesAsync(OrderRun run)
    {
        var credited = run.Order.Lines.Select(l => l.ResellerId).OfType<Guid>().Distinct().ToList();
        var partnerIds = await run.Db.Resellers.Where(r => credited.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.PartnerId, run.GiveUp);
        return
        [
            .. run.Order.Lines.OrderBy(l => l.Number).Select(l => new VendorLine(
                l.Id, l.OfferId, l.Quantity, l.Term, l.BillingPlan, l.ResellerId is { } id ? partnerIds.GetValueOrDefault(id) : null)),
        ];
    }

    private async Task SettleAsync(OrderRun run, ProvisionedTenant tenant, ProvisionedAdministrator administrator, ProvisionedSubscriptions subscriptions)
    {
        try
        {
            await settle.ExecuteAsync(run.Order, tenant, administrator, subscriptions, CancellationToken.None);
        }
        catch (DbUpdateException failure) when (failure is not DbUpdateConcurrencyException && dialect.IsUniqueViolation(failure))
        {
            // Settled by another node in the same moment, or the user name is somebody else's.
            run.Db.ChangeTracker.Clear();
            var order = await run.Db.Orders.Include(o => o.Steps).SingleAsync(o => o.Id == run.Order.Id, run.GiveUp);
            if (order.IsUnderway)
            {
                doStep.Refuse(
                    run with { Order = order },
                    order.Step(OrderStepKind.SealCredential),
                    Error.Conflict("The administrator's user name is already in use. Ask the operator of the portal to free it, then retry."));
                await run.Db.SaveChangesAsync(CancellationToken.None);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Order {OrderId} goes on at another node.")]
    private partial void LogTakenOver(Guid orderId);

    [LoggerMessage(LogLevel.Error, "Order {OrderId} was interrupted and will be resumed.")]
    private partial void LogInterrupted(Exception failure, Guid orderId);
}
