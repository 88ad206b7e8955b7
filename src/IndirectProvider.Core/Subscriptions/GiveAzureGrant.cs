using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Subscriptions;

/// <summary>The customer's administrator makes a reseller tenant owner of an Azure subscription.</summary>
public sealed class GiveAzureGrant(PortalDbContext db, TenantScope scope, IDatabaseDialect dialect, TimeProvider clock)
{
    /// <summary>Gives it. Giving one that holds is harmless.</summary>
    public async Task<Result> ExecuteAsync(Guid subscriptionId, Guid? resellerId, CancellationToken cancel)
    {
        var subscription = scope.Viewpoint != Viewpoint.Customer
            ? null
            : await db.Subscriptions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == subscriptionId && s.Offer.IsAzure, cancel);
        if (subscription is null)
        {
            return Error.NotFound;
        }

        if (subscription.State is SubscriptionState.Disabled or SubscriptionState.Canceled or SubscriptionState.Deleted)
        {
            return Error.Conflict("This subscription has ended. Nobody can be given rights on it any more.");
        }

        if (resellerId is not { } id || !await db.ResellersToGrant(subscriptionId).AnyAsync(r => r.Id == id, cancel))
        {
            return resellerId is null
                ? Error.Invalid("ResellerId", "Choose an indirect reseller.")
                : Error.Invalid("ResellerId", "This indirect reseller no longer works for you on this subscription. Choose another.");
        }

        var now = clock.GetUtcNow();
        var grant = await db.AzureGrants.SingleOrDefaultAsync(g => g.SubscriptionId == subscriptionId && g.ResellerId == id, cancel);
        if (grant is { WithdrawnAt: null })
        {
            return Result.Done;
        }

        if (grant is null)
        {
            grant = AzureGrant.Give(subscription, id, scope.Actor, now);
            db.AzureGrants.Add(grant);
        }
        else
        {
            grant.GiveAgain(scope.Actor, now);
        }

        await db.RecordGrantAsync(clock, AuditAction.AzureGrantGiven, grant, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || dialect.IsUniqueViolation(failure))
        {
            // Given by a second click at the same moment.
            db.ChangeTracker.Clear();
        }

        return Result.Done;
    }
}
