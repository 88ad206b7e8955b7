using IndirectProvider.Catalog;
using IndirectProvider.Subscriptions;

namespace IndirectProvider.Orders;

/// <summary>What holds at the moment lines are checked.</summary>
/// <param name="Offers">The catalogue by id.</param>
/// <param name="Country">The customer's country.</param>
/// <param name="Resellers">The resellers that may be named.</param>
/// <param name="PartnerIds">Whom the PartnerIDs typed belong to, or why they can't be named.</param>
/// <param name="Owned">What the customer has already.</param>
public sealed record LineFacts(
    IReadOnlyDictionary<string, Offer> Offers,
    Country Country,
    IReadOnlySet<Guid> Resellers,
    IReadOnlyDictionary<string, Result<NamedReseller>> PartnerIds,
    OwnedProducts Owned);
