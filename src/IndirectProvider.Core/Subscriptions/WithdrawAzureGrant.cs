using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Subscriptions;

/// <summary>The customer's administrator takes a reseller's tenant ownership of an Azure subscription back.</summary>
public sealed class WithdrawAzureGrant(PortalDbContext db, TenantScope scope, TimeProvider clock)
{
    /// <summary>Withdraws it. Withdrawing one that was withdrawn is harmless.</summary>
    public async Task<Result> ExecuteAsync(Guid subscriptionId, Guid resellerId, CancellationToken cancel)
    {
        if (scope.Viewpoint != Viewpoint.Customer
            || !await db.AzureGrants.AnyAsync(g => g.SubscriptionId == subscriptionId && g.ResellerId == resellerId, cancel))
        {
            return Error.NotFound;
        }

        await db.WithdrawGrantsAsync(clock, g => g.SubscriptionId == subscriptionId && g.ResellerId == resellerId, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Withdrawn by a second click at the same moment.
            db.ChangeTracker.Clear();
        }

        return Result.Done;
    }
}
