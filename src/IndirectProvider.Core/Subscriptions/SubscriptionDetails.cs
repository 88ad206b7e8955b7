using IndirectProvider.Catalog;

namespace IndirectProvider.Subscriptions;

/// <summary>Everything the page of a subscription shows, as far as the reader may know it.</summary>
public sealed record SubscriptionDetails
{
    public required Guid Id { get; init; }

    /// <summary>To be sent back with every form.</summary>
    public required long Version { get; init; }

    public required Guid CustomerId { get; init; }

    public required string CustomerName { get; init; }

    public required Guid OrderId { get; init; }

    public required string VendorId { get; init; }

    public required string Nickname { get; init; }

    public required string OfferId { get; init; }

    public required string OfferName { get; init; }

    public required bool IsTrial { get; init; }

    public required OfferPlan Plan { get; init; }

    public required int Quantity { get; init; }

    /// <summary>How many licences are assigned to users; null where the reader may not know it.</summary>
    public required int? Assigned { get; init; }

    /// <summary>The range licences can be changed within now; both equal to the quantity while they can't.</summary>
    public required int LowestQuantity { get; init; }

    public required int HighestQuantity { get; init; }

    /// <summary>How many can be taken back until when, soonest first.</summary>
    public required IReadOnlyList<ReducibleLicenses> Reducible { get; init; }

    /// <summary>
    /// How many licenses can really be taken back until when, soonest first: the offer's minimum and what is assigned to users
    /// stay.
    /// </summary>
    public IReadOnlyList<ReducibleLicenses> TakeBack
    {
        get
        {
            var parts = new List<ReducibleLicenses>();
            for (var i = 0; i < Reducible.Count; i++)
            {
                var count = Math.Min(Quantity - FewestNow, Reducible.Skip(i).Sum(r => r.Count));
                parts.RemoveAll(p => p.Count == count);
                parts.Add(new ReducibleLicenses(count, Reducible[i].Until));
            }

            return [.. parts.Where(p => p.Count > 0)];
        }
    }

    /// <summary>The fewest licenses it can have now, as nobody takes back what a user has.</summary>
    public int FewestNow => Math.Min(Quantity, Math.Max(LowestQuantity, Assigned ?? 0));

    /// <summary>The fewest licenses the product is sold with.</summary>
    public required int MinQuantity { get; init; }

    public required SubscriptionState State { get; init; }

    public required DateTimeOffset StateSince { get; init; }

    public required DateTimeOffset TermStartsAt { get; init; }

    public required DateTimeOffset TermEndsAt { get; init; }

    /// <summary>What time does next, and when; null in a final state.</summary>
    public required ClockStep? NextStep { get; init; }

    public required bool AutoRenew { get; init; }

    public required RenewalChange? RenewalChange { get; init; }

    /// <summary>Until when it can be canceled; null when it can't any more.</summary>
    public required DateTimeOffset? CancelableUntil { get; init; }

    /// <summary>What would come back if it were canceled now; null when it can't be.</summary>
    public required RefundShare? Refund { get; init; }

    public required Guid? ResellerId { get; init; }

    /// <summary>The credited reseller's name; null for none, and where the reader may not know it.</summary>
    public required string? ResellerName { get; init; }

    /// <summary>Who was credited from when to when, newest first; a reseller sees its own times only.</summary>
    public required IReadOnlyList<CreditPeriod> Credits { get; init; }

    /// <summary>Who the customer turns to; null where the reader may not know it.</summary>
    public required SupportDesk? SupportContact { get; init; }

    /// <summary>What happened, newest first.</summary>
    public required IReadOnlyList<HistoryLine> History { get; init; }

    /// <summary>Whether the reader may rename it, switch auto-renew, change licences, suspend and reactivate.</summary>
    public required bool Manages { get; init; }

    /// <summary>Whether the reader is the provider, whose the other moves are.</summary>
    public required bool IsProvider { get; init; }

    /// <summary>Whether the reader is the customer itself.</summary>
    public required bool IsCustomer { get; init; }
}

/// <summary>A time during which a reseller was credited.</summary>
public sealed record CreditPeriod(Guid ResellerId, string ResellerName, DateTimeOffset From, DateTimeOffset? To);

/// <summary>Who the customer turns to. <paramref name="ResellerId"/> is null for the provider.</summary>
public sealed record SupportDesk(Guid? ResellerId, string Name, string Email, string? Phone);

/// <summary>One line of the history, in words. <paramref name="Actor"/> is null where the reader may not know it.</summary>
public sealed record HistoryLine(DateTimeOffset At, SubscriptionEventKind Kind, string Text, string? Reason, string? Actor, string? ActorOrganisation);

/// <summary>What a provider can choose for a subscription.</summary>
/// <param name="Upgrades">Higher offers.</param>
/// <param name="RenewalOffers">Offers the renewal can change to; the present one first.</param>
/// <param name="Plans">Plans the subscription can have now.</param>
/// <param name="PaidOffer">What a trial can be converted to; null for others.</param>
public sealed record SubscriptionChoices(
    IReadOnlyList<OfferChoice> Upgrades,
    IReadOnlyList<OfferChoice> RenewalOffers,
    IReadOnlyList<OfferPlan> Plans,
    OfferChoice? PaidOffer);

/// <summary>An offer to choose.</summary>
public sealed record OfferChoice(string Id, string Name, int MinQuantity, int MaxQuantity, IReadOnlyList<OfferPlan> Plans)
{
    internal static OfferChoice Of(Offer offer) => new(offer.Id, offer.Name, offer.MinQuantity, offer.MaxQuantity, [.. offer.Plans.Where(SubscriptionTerm.IsSound)]);
}
