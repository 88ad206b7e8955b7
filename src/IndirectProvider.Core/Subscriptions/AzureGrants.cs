using System.Linq.Expressions;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Organisations;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Subscriptions;

/// <summary>Tenant owner grants: to whom they can be given, and how they end with what they rest on.</summary>
public static class AzureGrants
{
    /// <summary>
    /// Resellers that may be given a grant for a subscription: actively partnered, and associated with the customer or credited
    /// on the subscription.
    /// </summary>
    public static IQueryable<Reseller> ResellersToGrant(this PortalDbContext db, Guid subscriptionId) => db.EligibleSupportContacts(subscriptionId);

    /// <summary>Withdraws grants that hold; the caller saves.</summary>
    internal static async Task WithdrawGrantsAsync(
        this PortalDbContext db, TimeProvider clock, Expression<Func<AzureGrant, bool>> which, CancellationToken cancel)
    {
        foreach (var grant in await db.AzureGrants.Where(g => g.WithdrawnAt == null).Where(which).ToListAsync(cancel))
        {
            grant.Withdraw(clock.GetUtcNow());
            await db.RecordGrantAsync(clock, AuditAction.AzureGrantWithdrawn, grant, cancel);
        }
    }

    /// <summary>An activity row about a grant.</summary>
    internal static async Task RecordGrantAsync(this PortalDbContext db, TimeProvider clock, string action, AzureGrant grant, CancellationToken cancel)
    {
        var nickname = await db.Subscriptions.Where(s => s.Id == grant.SubscriptionId).Select(s => s.Nickname).SingleAsync(cancel);
        var reseller = await db.Resellers.Where(r => r.Id == grant.ResellerId).Select(r => r.LegalName).SingleOrDefaultAsync(cancel);
        db.Record(clock, action, grant.SubscriptionId, nickname, new Concerned(grant.ProviderId, grant.ResellerId, grant.CustomerId), new { reseller });
    }
}
