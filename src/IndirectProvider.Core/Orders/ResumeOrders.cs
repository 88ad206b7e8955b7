using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Orders;

/// <summary>
/// Takes the next order that is due and in nobody's hand: one a crash left, or one whose step is to be tried again.
/// The lease is taken by one conditional update, so of several nodes one gets it.
/// </summary>
public sealed class ResumeOrders(PortalDb portal, FulfilOrder fulfil, TimeProvider clock)
{
    /// <summary>Goes on with one order.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> ExecuteAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var db = portal.Open();
        var due = db.Orders.Where(o =>
            (o.State == OrderState.Submitted || o.State == OrderState.Provisioning) && o.NextAttemptAt <= now && o.LeasedUntil <= now);
        var next = await due.OrderBy(o => o.NextAttemptAt).Select(o => (Guid?)o.Id).FirstOrDefaultAsync(cancel);
        if (next is not { } orderId)
        {
            return false;
        }

        var taken = await due.Where(o => o.Id == orderId).ExecuteUpdateAsync(
            set => set.SetProperty(o => o.LeasedUntil, now + Order.LeaseTime).SetProperty(o => o.Version, o => o.Version + 1), cancel);
        if (taken == 1)
        {
            await fulfil.ExecuteAsync(orderId, cancel);
        }

        return true;
    }
}
