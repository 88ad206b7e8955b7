using IndirectProvider.Data;
using IndirectProvider.Organisations;
using IndirectProvider.Partnerships;

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
}
