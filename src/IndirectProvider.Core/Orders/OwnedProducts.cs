using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Orders;

/// <summary>A subscription of an existing customer, as far as it decides what can be ordered.</summary>
public sealed record OwnedProduct(Guid SubscriptionId, string OfferId, SubscriptionState State, int Quantity);

/// <summary>What a customer has and had, as far as it decides what can be ordered.</summary>
/// <param name="Subscriptions">Its subscriptions that are active, suspended or expired.</param>
/// <param name="OnTheWay">Products of orders that are not completed yet.</param>
/// <param name="EverOrdered">Every product it has or had, or that is on the way.</param>
public sealed record OwnedProducts(IReadOnlyList<OwnedProduct> Subscriptions, IReadOnlySet<string> OnTheWay, IReadOnlySet<string> EverOrdered)
{
    /// <summary>A new customer's.</summary>
    public static readonly OwnedProducts None = new([], new HashSet<string>(), new HashSet<string>());

    /// <summary>Its subscriptions of a product.</summary>
    public IEnumerable<OwnedProduct> Of(string offerId) => Subscriptions.Where(s => s.OfferId == offerId);

    /// <summary>A suspended subscription of a product, which can be reactivated; null when there is none.</summary>
    public OwnedProduct? Suspended(string offerId) => Of(offerId).FirstOrDefault(s => s.State == SubscriptionState.Suspended);

    /// <summary>Whether it has a product or will have it in a moment.</summary>
    public bool Has(string offerId) => Of(offerId).Any() || OnTheWay.Contains(offerId);

    /// <summary>Whether a product is in use, so that an add-on can be added to it.</summary>
    public bool Uses(string offerId) => Of(offerId).Any(s => s.State == SubscriptionState.Active);
}

/// <summary>Reads what customers own.</summary>
public static class ReadOwnedProducts
{
    private static readonly SubscriptionState[] Owned = [SubscriptionState.Active, SubscriptionState.Suspended, SubscriptionState.Expired];

    /// <summary>What a customer has and had.</summary>
    public static async Task<OwnedProducts> OwnedProductsAsync(this PortalDbContext db, Guid customerId, CancellationToken cancel)
    {
        // Orders first: one that is completed in between is seen as underway, and its subscriptions are seen, too.
        // A trial that was converted is another product now; the order still tells that there was one.
        var ordered = await
            (from order in db.Orders
             where order.CustomerId == customerId
             from line in order.Lines
             where line.Refusal == null
             select new { line.OfferId, order.State }).ToListAsync(cancel);
        var subscriptions = await db.Subscriptions
            .Where(s => s.CustomerId == customerId)
            .OrderBy(s => s.CreatedAt)
            .Select(s => new OwnedProduct(s.Id, s.OfferId, s.State, s.Quantity))
            .ToListAsync(cancel);
        return new OwnedProducts(
            [.. subscriptions.Where(s => Owned.Contains(s.State))],
            ordered.Where(o => o.State is OrderState.Submitted or OrderState.Provisioning).Select(o => o.OfferId).ToHashSet(),
            ordered.Select(o => o.OfferId).Concat(subscriptions.Select(s => s.OfferId)).ToHashSet());
    }
}
