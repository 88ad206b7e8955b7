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

        var country = await db.CountryOfAsync(subscription, cancel);
        return offer.Id == subscription.OfferId || offer.IsSoldIn(country)
            ? offer
            : Error.Invalid(
                nameof(Subscription.OfferId),
                "This product is not sold in {0}.",
                Countries.Find(country)?.Name(CultureInfo.CurrentUICulture) ?? country);
    }

    /// <summary>The customer's country.</summary>
    public static Task<string> CountryOfAsync(this PortalDbContext db, Subscription subscription, CancellationToken cancel) =>
        db.Customers.Where(c => c.Id == subscription.CustomerId).Select(c => c.Address.Country).SingleAsync(cancel);
}
