using IndirectProvider.Data;
using IndirectProvider.Organisations;
using IndirectProvider.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Subscriptions;

/// <summary>The resellers a subscription can name.</summary>
public static class SubscriptionResellers
{
    /// <summary>
    /// Resellers that may be its designated support contact: actively partnered, and associated with the customer or
    /// credited on the subscription.
    /// </summary>
    public static IQueryable<Reseller> EligibleSupportContacts(this PortalDbContext db, Guid subscriptionId) =>
        from subscription in db.Subscriptions
        where subscription.Id == subscriptionId
        from partnership in db.Partnerships
        where partnership.ProviderId == subscription.ProviderId
            && partnership.State == PartnershipState.Active
            && (partnership.ResellerId == subscription.ResellerId
                || db.CustomerResellers.Any(r =>
                    r.CustomerId == subscription.CustomerId && r.ResellerId == partnership.ResellerId && r.EndedAt == null))
        select partnership.Reseller;

    /// <summary>
    /// Makes the next save name a reseller only if its partnership has not changed until then: the row is saved along,
    /// so a partnership that ends between the check and the save is a conflict.
    /// </summary>
    public static Task HoldPartnershipAsync(this PortalDbContext db, Subscription subscription, Guid resellerId, CancellationToken cancel) =>
        db.HoldPartnershipAsync(subscription.ProviderId, resellerId, cancel);

    /// <inheritdoc cref="HoldPartnershipAsync(PortalDbContext, Subscription, Guid, CancellationToken)"/>
    public static async Task HoldPartnershipAsync(this PortalDbContext db, Guid providerId, Guid resellerId, CancellationToken cancel)
    {
        var partnership = await db.Partnerships.SingleAsync(p => p.ProviderId == providerId && p.ResellerId == resellerId, cancel);
        db.Entry(partnership).Property(p => p.State).IsModified = true;
    }
}
