using IndirectProvider.Catalog;
using IndirectProvider.Customers;
using IndirectProvider.Tenancy;

namespace IndirectProvider.Subscriptions;

/// <summary>The states of a subscription; the moves between them are in the domain's table.</summary>
public enum SubscriptionState
{
    /// <summary>In use.</summary>
    Active,

    /// <summary>Stopped by the provider or the managing reseller; billed on.</summary>
    Suspended,

    /// <summary>Term over without renewal; users work for 30 more days.</summary>
    Expired,

    /// <summary>No access; data still kept.</summary>
    Disabled,

    /// <summary>Canceled within 7 days; final.</summary>
    Canceled,

    /// <summary>Data gone; final.</summary>
    Deleted,
}

/// <summary>
/// A customer's right to use a product: so many licences for so long. What people do to it is in
/// <c>Subscription.Moves.cs</c>, <c>.Licenses.cs</c> and <c>.Plans.cs</c>, what time does in <c>.Clock.cs</c>.
/// </summary>
public sealed partial class Subscription : IOfCustomer, IManagedByResellers, IVersioned
{
    private readonly List<SubscriptionEvent> events = [];
    private readonly List<ResellerCredit> credits = [];

    private Subscription()
    {
    }

    /// <summary>The subscription's id.</summary>
    public Guid Id { get; private set; }

    /// <inheritdoc/>
    public Guid ProviderId { get; private set; }

    /// <summary>The customer.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>The customer's row.</summary>
    public Customer Customer { get; private set; } = null!;

    /// <summary>The order it came from.</summary>
    public Guid OrderId { get; private set; }

    /// <summary>Its id at the vendor.</summary>
    public string VendorId { get; private set; } = "";

    /// <summary>What was bought.</summary>
    public string OfferId { get; private set; } = "";

    /// <summary>The offer's row.</summary>
    public Offer Offer { get; private set; } = null!;

    /// <summary>What staff call it; the product's name by default.</summary>
    public string Nickname { get; private set; } = "";

    /// <summary>Licences.</summary>
    public int Quantity { get; private set; }

    /// <summary>The licences by the time they were added.</summary>
    public LicenseBatches Batches { get; private set; } = new([]);

    /// <summary>P1M, P1Y or P3Y.</summary>
    public string Term { get; private set; } = "";

    /// <summary>monthly, annual, triennial or one-time.</summary>
    public string BillingPlan { get; private set; } = "";

    /// <summary>Where it stands.</summary>
    public SubscriptionState State { get; private set; }

    /// <summary>When it came to stand there.</summary>
    public DateTimeOffset StateSince { get; private set; }

    /// <summary>When the current term began, by purchase or renewal: from here the 7 days count.</summary>
    public DateTimeOffset TermStartsAt { get; private set; }

    /// <summary>The end date of the current term; it belongs to the term, and what follows comes the day after.</summary>
    public DateTimeOffset TermEndsAt { get; private set; }

    /// <summary>Gives the day of the month that terms end on, also after a shorter month.</summary>
    public DateTimeOffset AnchoredAt { get; private set; }

    /// <summary>Whether a new term follows by itself.</summary>
    public bool AutoRenew { get; private set; }

    /// <summary>What changes with the next term, or null.</summary>
    public RenewalChange? RenewalChange { get; private set; }

    /// <summary>When time has the next move to make; null when it has none left.</summary>
    public DateTimeOffset? NextClockAt { get; private set; }

    /// <summary>The reseller credited, which may manage this subscription; null for none.</summary>
    public Guid? ResellerId { get; private set; }

    /// <summary>The reseller that is designated support contact; null for the provider.</summary>
    public Guid? SupportContactResellerId { get; private set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Number of its latest event.</summary>
    public int LastEventNumber { get; private set; }

    /// <summary>Its history, as far as it was loaded; new events are added here.</summary>
    public IReadOnlyList<SubscriptionEvent> Events => events;

    /// <summary>Who was credited from when to when, as far as it was loaded.</summary>
    public IReadOnlyList<ResellerCredit> Credits => credits;

    /// <inheritdoc/>
    public long Version { get; private set; }

    Guid IOfSubscription.SubscriptionId => Id;

    // What a managing reseller's moves touch; nothing else of the row, whatever code above did.
    bool IManagedByResellers.MayResellerSet(string property) => property is
        nameof(Nickname) or nameof(AutoRenew) or nameof(Quantity) or nameof(Batches) or nameof(State) or nameof(StateSince)
        or nameof(NextClockAt) or nameof(RenewalChange) or nameof(LastEventNumber) or nameof(Version);

    /// <summary>A subscription as ordered: active, renewing itself, supported by the provider.</summary>
    public static Subscription Start(SubscriptionTerms terms, DateTimeOffset now, Actor? by = null)
    {
        var subscription = new Subscription
        {
            Id = Guid.CreateVersion7(now),
            ProviderId = terms.ProviderId,
            CustomerId = terms.CustomerId,
            OrderId = terms.OrderId,
            VendorId = terms.VendorId,
            OfferId = terms.OfferId,
            Nickname = terms.Nickname,
            Quantity = terms.Quantity,
            Batches = LicenseBatches.Of(terms.Quantity, now),
            Term = terms.Plan.Term,
            BillingPlan = terms.Plan.Billing,
            State = SubscriptionState.Active,
            StateSince = now,
            TermStartsAt = now,
            TermEndsAt = terms.IsTrial ? now + SubscriptionTerm.Trial : SubscriptionTerm.EndOf(now, terms.Plan.Term),
            AnchoredAt = now,
            AutoRenew = !terms.IsTrial,
            ResellerId = terms.ResellerId,
            CreatedAt = now,
        };
        subscription.WindClock();
        if (terms.ResellerId is { } resellerId)
        {
            subscription.credits.Add(ResellerCredit.Start(subscription, resellerId, now));
        }

        subscription.Note(SubscriptionEventKind.Ordered, new(), subscription.TermFacts(terms.Nickname), by ?? Actor.Portal, now);
        return subscription;
    }

    /// <summary>Adds a line to the history.</summary>
    private void Note(
        SubscriptionEventKind kind, SubscriptionFacts before, SubscriptionFacts after, Actor by, DateTimeOffset at, string? reason = null) =>
        events.Add(SubscriptionEvent.Of(this, ++LastEventNumber, kind, before, after, reason, by, at));

    private SubscriptionFacts TermFacts(string? offerName) => new()
    {
        OfferName = offerName,
        Quantity = Quantity,
        Term = Term,
        BillingPlan = BillingPlan,
        TermEndsAt = TermEndsAt,
    };
}

/// <summary>What is agreed when a subscription starts.</summary>
public sealed record SubscriptionTerms(
    Guid ProviderId,
    Guid CustomerId,
    Guid OrderId,
    string VendorId,
    string OfferId,
    string Nickname,
    int Quantity,
    OfferPlan Plan,
    bool IsTrial,
    Guid? ResellerId);
