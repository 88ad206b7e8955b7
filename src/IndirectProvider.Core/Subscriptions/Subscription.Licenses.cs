using IndirectProvider.Catalog;
using IndirectProvider.Tenancy;
using static IndirectProvider.Subscriptions.SubscriptionState;

namespace IndirectProvider.Subscriptions;

/// <summary>Moves that need the offer's row to be loaded: licences up and down, and upgrades.</summary>
public sealed partial class Subscription
{
    /// <summary>How many licences can be taken back now, and until when, soonest first; empty unless active.</summary>
    public IReadOnlyList<ReducibleLicenses> ReducibleAt(DateTimeOffset now) => State == Active ? Batches.ReducibleAt(now) : [];

    /// <summary>The fewest licences it can have now.</summary>
    public int LowestQuantityAt(DateTimeOffset now) =>
        State == Active ? Math.Max(Offer.MinQuantity, Quantity - Batches.CountReducibleAt(now)) : Quantity;

    /// <summary>Adds licences, or takes back what was added less than 7 days ago.</summary>
    public Result<Consequences> ChangeQuantity(int quantity, Actor by, DateTimeOffset now)
    {
        if (Refuse(now, Active) is { } refused)
        {
            return refused;
        }

        if (OutsideRange(Offer, quantity) is { } outside)
        {
            return outside;
        }

        if (quantity == Quantity)
        {
            return Error.Invalid(nameof(Quantity), "This subscription has {0} licenses already.", Quantity);
        }

        var lowest = LowestQuantityAt(now);
        if (quantity < lowest)
        {
            return lowest == Quantity
                ? Error.Invalid(nameof(Quantity), "Licenses can be taken back only within 7 days after they were added. Fewer are possible from the renewal on.")
                : Error.Invalid(nameof(Quantity), "At the moment you can go down to {0} licenses. Fewer are possible from the renewal on.", lowest);
        }

        Batches = quantity > Quantity ? Batches.Add(quantity - Quantity, now) : Batches.TakeBack(Quantity - quantity, now);
        Note(SubscriptionEventKind.QuantityChanged, new() { Quantity = Quantity }, new() { Quantity = quantity }, by, now);
        Quantity = quantity;
        return DropRenewalChange(by, now, "The number of licenses was changed.");
    }

    /// <summary>All licences get a higher offer; the subscription stays the same one, with its term and its 7 days.</summary>
    public Result<Consequences> Upgrade(Offer higher, Actor by, DateTimeOffset now)
    {
        if (RefuseUpgrade(higher, Quantity, now) is { } refused)
        {
            return refused;
        }

        Note(SubscriptionEventKind.Upgraded, new() { OfferName = Offer.Name }, new() { OfferName = higher.Name }, by, now);
        Become(higher);
        return DropRenewalChange(by, now, "The subscription was upgraded.");
    }

    /// <summary>
    /// Some licences get a higher offer: they go to a new subscription with the same end date. It keeps their times, so
    /// neither licences nor the new subscription can be given back any longer than before.
    /// </summary>
    /// <returns>The new subscription.</returns>
    public Result<Subscription> UpgradePart(int quantity, Offer higher, string vendorId, Actor by, DateTimeOffset now)
    {
        if (RefuseUpgrade(higher, quantity, now) is { } refused)
        {
            return refused;
        }

        if (quantity >= Quantity || Quantity - quantity < Offer.MinQuantity)
        {
            return Error.Invalid(
                nameof(Quantity), "Upgrade all {0} licenses, or leave at least {1} with {2}.", Quantity, Offer.MinQuantity, Offer.Name);
        }

        var (kept, moved) = Batches.Part(quantity);
        var part = PartOff(quantity, moved, higher, vendorId, by, now);
        Batches = kept;
        Note(
            SubscriptionEventKind.PartUpgraded,
            new() { Quantity = Quantity },
            new() { Quantity = Quantity - quantity, OfferName = higher.Name, OtherSubscriptionId = part.Id },
            by,
            now);
        Quantity -= quantity;
        DropRenewalChange(by, now, "Some licenses were upgraded.");
        return part;
    }

    private Subscription PartOff(int quantity, LicenseBatches batches, Offer higher, string vendorId, Actor by, DateTimeOffset now)
    {
        var part = new Subscription
        {
            Id = Guid.CreateVersion7(now),
            ProviderId = ProviderId,
            CustomerId = CustomerId,
            OrderId = OrderId,
            VendorId = vendorId,
            OfferId = higher.Id,
            Nickname = higher.Name,
            Quantity = quantity,
            Batches = batches,
            Term = Term,
            BillingPlan = BillingPlan,
            State = Active,
            StateSince = now,
            TermStartsAt = TermStartsAt,
            TermEndsAt = TermEndsAt,
            AnchoredAt = AnchoredAt,
            AutoRenew = AutoRenew,
            ResellerId = ResellerId,
            SupportContactResellerId = SupportContactResellerId,
            CreatedAt = now,
        };
        part.WindClock();
        if (ResellerId is { } resellerId)
        {
            part.credits.Add(ResellerCredit.Start(part, resellerId, now));
        }

        part.Note(SubscriptionEventKind.Upgraded, new() { OfferName = Offer.Name, OtherSubscriptionId = Id }, part.TermFacts(higher.Name), by, now);
        return part;
    }

    private Error? RefuseUpgrade(Offer higher, int quantity, DateTimeOffset now)
    {
        if (Refuse(now, Active) is { } refused)
        {
            return refused;
        }

        if (!Offer.UpgradesTo.Contains(higher.Id) || !higher.IsSellable)
        {
            return Error.Invalid(nameof(OfferId), "Choose one of the higher products.");
        }

        if (!higher.Plans.Any(p => p.Term == Term && p.Billing == BillingPlan))
        {
            return Error.Invalid(nameof(OfferId), "{0} is not sold with this term and billing plan.", higher.Name);
        }

        return OutsideRange(higher, quantity);
    }

    /// <summary>Takes on another offer; the nickname follows where it was the product's name.</summary>
    private void Become(Offer offer)
    {
        if (Nickname == Offer.Name)
        {
            Nickname = offer.Name;
        }

        (OfferId, Offer) = (offer.Id, offer);
    }

    private static Error? OutsideRange(Offer offer, int quantity) =>
        quantity >= offer.MinQuantity && quantity <= offer.MaxQuantity ? null
        : offer.MinQuantity == offer.MaxQuantity ? Error.Invalid(nameof(Quantity), "This product has a fixed number of licenses: {0}.", offer.MinQuantity)
        : Error.Invalid(nameof(Quantity), "Enter a whole number from {0} to {1}.", offer.MinQuantity, offer.MaxQuantity);
}
