using IndirectProvider.Data;
using IndirectProvider.Tenancy;

namespace IndirectProvider.Subscriptions;

/// <summary>Which subscriptions somebody manages, as against those one only sees, and which need a decision.</summary>
public static class SubscriptionManagement
{
    /// <summary>
    /// The subscriptions the acting organisation manages: all of a provider's own, for limited staff those it sees; for a reseller those it is credited
    /// on and those of customers it is associated with, while its partnership is active. Being support contact only
    /// lets one read.
    /// </summary>
    public static IQueryable<Subscription> ManagedSubscriptions(this PortalDbContext db) => db.Scope.Viewpoint switch
    {
        Viewpoint.Portal or Viewpoint.Provider or Viewpoint.LimitedProvider => db.Subscriptions,

        // The filters leave only rows under active partnerships and associations that have not ended.
        Viewpoint.Reseller => db.Subscriptions.Where(s =>
            s.ResellerId == db.Scope.ResellerId || db.CustomerResellers.Any(r => r.CustomerId == s.CustomerId)),
        _ => db.Subscriptions.Where(s => false),
    };

    /// <summary>
    /// What ends within 90 days and does not simply renew: auto-renew off, a change planned, a trial, or a product no
    /// longer sold.
    /// </summary>
    public static IQueryable<Subscription> NeedingDecision(this PortalDbContext db, DateTimeOffset now)
    {
        var until = now.AddDays(90);
        return db.Subscriptions.Where(s =>
            (s.State == SubscriptionState.Active || s.State == SubscriptionState.Suspended)
            && s.TermEndsAt <= until
            && (!s.AutoRenew || s.RenewalChange != null || s.Offer.IsTrial || !s.Offer.IsSellable));
    }
}
