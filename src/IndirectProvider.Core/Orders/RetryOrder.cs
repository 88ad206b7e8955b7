using IndirectProvider.Audit;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Orders;

/// <summary>Tries a failed order again, from the step that failed.</summary>
public sealed class RetryOrder(PortalDbContext db, OrdersInHand orders, TimeProvider clock)
{
    /// <summary>Retries it.</summary>
    public async Task<Result> ExecuteAsync(Guid orderId, CancellationToken cancel)
    {
        var order = await db.Orders.Include(o => o.Steps).SingleOrDefaultAsync(o => o.Id == orderId, cancel);
        if (order is null)
        {
            return Error.NotFound;
        }

        var retried = order.Retry(clock.GetUtcNow());
        if (!retried.Succeeded)
        {
            return retried;
        }

        db.Record(clock, AuditAction.OrderRetried, order.Id, order.CustomerName, new Concerned(order.ProviderId));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Error.Conflict("Somebody else retried this order at the same moment.");
        }

        await orders.BeginAsync(order, db.Scope.Actor);
        return Result.Done;
    }
}
