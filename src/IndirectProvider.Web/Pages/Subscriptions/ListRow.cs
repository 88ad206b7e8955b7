using IndirectProvider.Catalog;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.Shared;

namespace IndirectProvider.Web.Pages.Subscriptions;

/// <summary>A subscription as a row of a list, as far as the reader may know it.</summary>
public sealed record ListRow(
    Guid Id,
    Guid CustomerId,
    string CustomerName,
    string CustomerNormalizedName,
    string? TenantId,
    string Nickname,
    string OfferName,
    int Quantity,
    OfferPlan Plan,
    SubscriptionState State,
    bool AutoRenew,
    DateTimeOffset TermEndsAt,
    string? ResellerName,
    string ProviderName,
    SupportDesk Support,
    string VendorId,
    Guid OrderId)
{
    /// <summary>The subscription's page.</summary>
    public string Href => $"/customers/{CustomerId}/subscriptions/{Id}";

    /// <summary>Whether its term still ends some day, by renewal or for good.</summary>
    public bool HasEnd => State is SubscriptionState.Active or SubscriptionState.Suspended or SubscriptionState.Expired;
}

/// <summary>Reads rows of subscriptions.</summary>
public static class ListRows
{
    /// <summary>By the customer's name.</summary>
    public static KeysetOrder<Subscription, ListRow> ByCustomer(bool descending = false) =>
        Keyset.By<Subscription, ListRow, string>(s => s.Customer.NormalizedName, s => s.Id, r => r.CustomerNormalizedName, r => r.Id, descending);

    /// <summary>The rows of some subscriptions, in their order. A reseller that the reader may not know has no name.</summary>
    public static IQueryable<ListRow> Rows(this IQueryable<Subscription> subscriptions, PortalDbContext db) =>
        from s in subscriptions
        let support = db.Resellers.FirstOrDefault(r => r.Id == s.SupportContactResellerId)
        select new ListRow(
            s.Id,
            s.CustomerId,
            s.Customer.CompanyName,
            s.Customer.NormalizedName,
            db.AdministeredCustomers().Any(c => c.Id == s.CustomerId) ? s.Customer.TenantId : null,
            s.Nickname,
            s.Offer.Name,
            s.Quantity,
            new OfferPlan(s.Term, s.BillingPlan),
            s.State,
            s.AutoRenew,
            s.TermEndsAt,
            db.Resellers.Where(r => r.Id == s.ResellerId).Select(r => r.LegalName).FirstOrDefault(),
            s.Customer.Provider.DisplayName,
            s.SupportContactResellerId == null
                ? new SupportDesk(null, s.Customer.Provider.DisplayName, s.Customer.Provider.SupportEmail, s.Customer.Provider.SupportPhone)
                : new SupportDesk(s.SupportContactResellerId, support!.LegalName ?? "", support.SupportEmail ?? "", support.SupportPhone),
            s.VendorId,
            s.OrderId);
}
