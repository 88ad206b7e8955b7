using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Subscriptions;

/// <summary>Lets those who count licenses of one subscription take turns.</summary>
internal static class SubscriptionHold
{
    /// <summary>
    /// Waits for whoever counts the same subscriptions' licenses, and keeps others waiting until the caller's transaction ends.
    /// An update that changes nothing takes the row on every database, and leaves the version that open forms carry.
    /// </summary>
    public static Task TakeTurnAsync(this PortalDbContext db, IReadOnlyCollection<Guid> subscriptionIds, CancellationToken cancel) =>
        db.Subscriptions.Where(s => subscriptionIds.Contains(s.Id)).ExecuteUpdateAsync(set => set.SetProperty(s => s.Quantity, s => s.Quantity), cancel);
}
