using System.Globalization;
using IndirectProvider.Catalog;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Subscriptions;

/// <summary>The offers a subscription can become.</summary>
internal static class SubscriptionOffers
{
    /// <summary>An offer that is sold where the customer is, to be put into a move.</summary>
    public static async Task<Result<Offer>> FindOfferForAsync(
        this PortalDbContext db, Subscription subscription, string? offerId, CancellationToken cancel)
    {
        var offer = await db.Offers.SingleOrDefaultAsync(o => o.Id == offerId, cancel);
        if (offer is null)
        {
            return Error.Invalid(nameof(Subscription.OfferId), "Choose one of the products offered.");
        }

        if (offer.Id == subscription.OfferId)
        {
            return offer;
        }

        var country = await db.CountryOfAsync(subscription, cancel);
        if (!offer.IsSoldIn(country))
        {
            return Error.Invalid(
                nameof(Subscription.OfferId),
                "This product is not sold in {0}.",
                Countries.Find(country)?.Name(CultureInfo.CurrentUICulture) ?? country);
        }

        return await db.WhyNotBesideOthersAsync(subscription, offer, cancel) is { } error ? error : offer;
    }

    /// <summary>What the customer's other subscriptions have against this one becoming an offer.</summary>
    private static async Task<Error?> WhyNotBesideOthersAsync(
        this PortalDbContext db, Subscription subscription, Offer offer, CancellationToken cancel)
    {
        if (!offer.OnePerCustomer && offer.AddOnTo.Count == 0)
        {
            return null;
        }

        var others = await db.Subscriptions
            .Where(s => s.CustomerId == subscription.CustomerId && s.Id != subscription.Id)
            .Where(s => s.State == SubscriptionState.Active || s.State == SubscriptionState.Suspended || s.State == SubscriptionState.Expired)
            .Select(s => s.OfferId)
            .ToListAsync(cancel);
        if (offer.OnePerCustomer && others.Contains(offer.Id))
        {
            return Error.Invalid(nameof(Subscription.OfferId), "A customer can have only one subscription of {0}, and this one has it already.", offer.Name);
        }

        if (offer.AddOnTo.Count == 0 || offer.AddOnTo.Any(others.Contains))
        {
            return null;
        }

        var bases = await db.Offers.Where(o => offer.AddOnTo.Contains(o.Id)).OrderBy(o => o.NormalizedName).Select(o => o.Name).ToListAsync(cancel);
        return Error.Invalid(nameof(Subscription.OfferId), "This add-on needs one of these, which the customer does not have: {0}.", string.Join(", ", bases));
    }

    /// <summary>The customer's country.</summary>
    public static Task<string> CountryOfAsync(this PortalDbContext db, Subscription subscription, CancellationToken cancel) =>
        db.Customers.Where(c => c.Id == subscription.CustomerId).Select(c => c.Address.Country).SingleAsync(cancel);
}
