using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Orders;

/// <summary>
/// Takes the next order that is due and in nobody's hand: one a crash left, or one whose step is to be tried again.
/// The lease is taken by one conditional update, so of several nodes one gets it.
/// </summary>
public sealed class ResumeOrders(PortalDb portal, TimeProvider clock)
{
    private const int Candidates = 20;

    /// <summary>Takes the order that has been due longest.</summary>
    /// <param name="inHand">What this process is still busy with and never takes twice, even when its clock jumps.</param>
    /// <param name="cancel">Stops looking.</param>
    /// <returns>The order, or null when none is due.</returns>
    public async Task<OrderInHand?> TakeNextAsync(IReadOnlyCollection<Guid> inHand, CancellationToken cancel)
    {
        var db = portal.Open();
        while (true)
        {
            var now = clock.GetUtcNow();

            // No lease lasts longer than that, unless the clock was turned back since it was taken.
            var doubtful = now + Order.LeaseTime + TimeSpan.FromMinutes(1);
            var due = db.Orders.Where(o =>
                (o.State == OrderState.Submitted || o.State == OrderState.Provisioning) && o.NextAttemptAt <= now
                && (o.LeasedUntil <= now || o.LeasedUntil > doubtful) && !inHand.Contains(o.Id));
            var seen = await due.OrderBy(o => o.NextAttemptAt).Select(o => new OrderInHand(o.Id, o.Version)).Take(Candidates).ToListAsync(cancel);
            foreach (var order in seen)
            {
                // Not cancelled half-way: nobody would know whether the order is in hand.
                cancel.ThrowIfCancellationRequested();
                var taken = await due.Where(o => o.Id == order.Id && o.Version == order.Version).ExecuteUpdateAsync(
                    set => set.SetProperty(o => o.LeasedUntil, now + Order.LeaseTime).SetProperty(o => o.Version, o => o.Version + 1), CancellationToken.None);
                if (taken == 1)
                {
                    return order with { Version = order.Version + 1 };
                }
            }

            // Others were quicker with all of these; there may be more behind them.
            if (seen.Count < Candidates)
            {
                return null;
            }
        }
    }
}
