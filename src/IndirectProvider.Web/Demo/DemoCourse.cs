using IndirectProvider.Catalog;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;

namespace IndirectProvider.Web.Demo;

/// <summary>A subscription's way since it was bought.</summary>
internal sealed record DemoLine(string OfferId, int Quantity, string Term, SubscriptionState State, bool AutoRenew = true)
{
    /// <summary>Makes the moves that bring it from its order to its state of today.</summary>
    public void Live(Subscription subscription, IReadOnlyDictionary<string, Offer> offers, Actor by, DateTimeOffset now)
    {
        if (State == SubscriptionState.Canceled)
        {
            subscription.Cancel(null, by, subscription.CreatedAt.AddDays(2));
        }
        else if (State == SubscriptionState.Suspended)
        {
            var suspended = now.AddDays(-12);
            subscription.Advance(offers, suspended);
            subscription.Suspend(null, by, suspended);
        }
        else if (!AutoRenew)
        {
            subscription.SetAutoRenew(false, by, subscription.CreatedAt.AddDays(1));
        }

        subscription.Advance(offers, now);
    }
}

/// <summary>
/// What a customer bought so many days ago and what became of it. Together they show every state, terms that end soon,
/// trials, add-ons and fresh orders.
/// </summary>
internal sealed record DemoCourse(int DaysAgo, params DemoLine[] Lines)
{
    public static readonly DemoCourse[] All =
    [
        new(120,
            new("ALT-OFF-PRE", 48, "P1Y", SubscriptionState.Active),
            new("ALT-AST-OFF", 12, "P1Y", SubscriptionState.Active),
            new("ALT-BKP-OFF", 48, "P1M", SubscriptionState.Active),
            new("ALT-CLD-PLN", 1, "P1M", SubscriptionState.Active)),
        new(345,
            new("ALT-OFF-STD", 25, "P1Y", SubscriptionState.Active),
            new("ALT-TEL-STD", 8, "P1Y", SubscriptionState.Suspended, AutoRenew: false)),
        new(375,
            new("ALT-MAL-STD", 15, "P1Y", SubscriptionState.Expired, AutoRenew: false),
            new("ALT-OFF-BAS", 15, "P1M", SubscriptionState.Active)),
        new(430,
            new("ALT-EPP-STD", 30, "P1Y", SubscriptionState.Disabled, AutoRenew: false),
            new("ALT-EPP-PRE", 30, "P1Y", SubscriptionState.Active)),
        new(540,
            new("ALT-MTG-STD", 10, "P1Y", SubscriptionState.Deleted, AutoRenew: false),
            new("ALT-OFF-STD", 22, "P3Y", SubscriptionState.Active)),
        new(9,
            new("ALT-OFF-STD-TRY", 25, "P1M", SubscriptionState.Active, AutoRenew: false),
            new("ALT-DOM-SHD", 1, "P1Y", SubscriptionState.Active)),
        new(60,
            new("ALT-ANA-PRO", 5, "P1M", SubscriptionState.Canceled, AutoRenew: false),
            new("ALT-OFF-APP", 18, "P1Y", SubscriptionState.Active)),
        new(355,
            new DemoLine("ALT-PRJ-PRO", 6, "P1Y", SubscriptionState.Active, AutoRenew: false)),
        new(3,
            new("ALT-OFF-PRE", 80, "P1Y", SubscriptionState.Active),
            new("ALT-IDN-STD", 80, "P1Y", SubscriptionState.Active),
            new("ALT-DEV-MGT", 80, "P1Y", SubscriptionState.Active)),
        new(200,
            new("ALT-CRM-SAL", 14, "P1Y", SubscriptionState.Suspended, AutoRenew: false),
            new("ALT-OFF-STD", 40, "P1Y", SubscriptionState.Active)),
    ];
}
