namespace IndirectProvider.Subscriptions;

/// <summary>Events in words.</summary>
public static class SubscriptionEventTexts
{
    /// <summary>What happened, one sentence in the current UI culture.</summary>
    public static string Text(this SubscriptionEvent line) => line.Kind switch
    {
        SubscriptionEventKind.Ordered => CoreTexts.Get("Ordered: {0}, {1} licenses, {2}.", Terms(line.After)),
        SubscriptionEventKind.QuantityChanged => CoreTexts.Get("Licenses changed from {0} to {1}.", Or(line.Before.Quantity), Or(line.After.Quantity)),
        SubscriptionEventKind.Suspended => CoreTexts.Get("Suspended."),
        SubscriptionEventKind.Reactivated => CoreTexts.Get("Reactivated."),
        SubscriptionEventKind.Canceled => CoreTexts.Get("Canceled. {0} % are refunded.", Or(line.After.RefundPercent)),
        SubscriptionEventKind.AutoRenewChanged => line.After.AutoRenew == true
            ? CoreTexts.Get("Auto-renew switched on.")
            : CoreTexts.Get("Auto-renew switched off."),
        SubscriptionEventKind.Renamed => CoreTexts.Get("Nickname changed from {0} to {1}.", Or(line.Before.Nickname), Or(line.After.Nickname)),
        SubscriptionEventKind.RenewalChangeScheduled => CoreTexts.Get("Planned for the renewal: {0}, {1} licenses, {2}.", Terms(line.After)),
        SubscriptionEventKind.RenewalChangeDropped => CoreTexts.Get("The change planned for the renewal was dropped."),
        SubscriptionEventKind.PlanChanged => CoreTexts.Get("Changed from {0} to {1}; the term ends on {2:d}.", Plan(line.Before), Plan(line.After), Or(line.After.TermEndsAt)),
        SubscriptionEventKind.Upgraded => CoreTexts.Get("Upgraded from {0} to {1}.", Or(line.Before.OfferName), Or(line.After.OfferName)),
        SubscriptionEventKind.PartUpgraded => CoreTexts.Get("Some licenses were upgraded to {0}; {1} are left here.", Or(line.After.OfferName), Or(line.After.Quantity)),
        SubscriptionEventKind.TrialConverted => CoreTexts.Get("Trial converted: {0}, {1} licenses, {2}.", Terms(line.After)),
        SubscriptionEventKind.ResellerCredited => line.After.ResellerName is { } credited
            ? CoreTexts.Get("Credited to the indirect reseller {0}.", credited)
            : CoreTexts.Get("No indirect reseller is credited any more."),
        SubscriptionEventKind.SupportContactChanged => line.After.ResellerName is { } contact
            ? CoreTexts.Get("{0} is the designated support contact.", contact)
            : CoreTexts.Get("The provider is the designated support contact."),
        SubscriptionEventKind.Renewed => CoreTexts.Get("Renewed: {0}, {1} licenses, {2}.", Terms(line.After)),
        SubscriptionEventKind.Expired => CoreTexts.Get("Expired."),
        SubscriptionEventKind.Disabled => CoreTexts.Get("Disabled."),
        _ => CoreTexts.Get("Deleted."),
    };

    /// <summary>Why, in the current UI culture where the portal said it, else as typed; or null.</summary>
    public static string? ReasonText(this SubscriptionEvent line) => line.Reason is { } reason ? CoreTexts.Get(reason) : null;

    private static object[] Terms(SubscriptionFacts facts) => [Or(facts.OfferName), Or(facts.Quantity), Plan(facts)];

    private static string Plan(SubscriptionFacts facts) => $"{Term(facts.Term)}, {Billing(facts.BillingPlan)}";

    private static string Term(string? term) => term switch
    {
        "P1M" => CoreTexts.Get("1 month"),
        "P1Y" => CoreTexts.Get("1 year"),
        "P3Y" => CoreTexts.Get("3 years"),
        _ => term ?? "",
    };

    private static string Billing(string? billing) => billing switch
    {
        "monthly" => CoreTexts.Get("billed monthly"),
        "annual" => CoreTexts.Get("billed yearly"),
        "triennial" => CoreTexts.Get("billed every three years"),
        "one-time" => CoreTexts.Get("billed once"),
        _ => billing ?? "",
    };

    private static object Or(object? value) => value ?? "";
}
