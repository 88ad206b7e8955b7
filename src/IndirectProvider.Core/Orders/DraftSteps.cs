using IndirectProvider.Customers;

namespace IndirectProvider.Orders;

/// <summary>The customer step of the wizard as typed.</summary>
/// <param name="Customer">The fields of the new customer.</param>
/// <param name="ResellerId">The reseller chosen for the account, or null for none.</param>
public sealed record CustomerStepInput(NewCustomerInput Customer, Guid? ResellerId);

/// <summary>The subscriptions step of the wizard as typed.</summary>
/// <param name="Lines">The picked products.</param>
/// <param name="CustomerId">The existing customer the wizard orders for; null in the wizard of a new one.</param>
public sealed record SubscriptionsStepInput(IReadOnlyList<DraftLineInput> Lines, Guid? CustomerId = null);

/// <summary>One picked product as typed; anything may stand in it.</summary>
public sealed record DraftLineInput
{
    /// <summary>What <see cref="ResellerId"/> holds when the reseller is named by <see cref="PartnerId"/>.</summary>
    public const string ByPartnerId = "partner-id";

    /// <summary>The product.</summary>
    public string? OfferId { get; init; }

    /// <summary>Whether its box is ticked.</summary>
    public bool Picked { get; init; }

    /// <summary>Licences.</summary>
    public string? Quantity { get; init; }

    /// <summary>Term and billing plan, as <see cref="Catalog.OfferPlan.Key"/>.</summary>
    public string? Plan { get; init; }

    /// <summary>Id of the reseller credited, or <see cref="ByPartnerId"/>; empty for none.</summary>
    public string? ResellerId { get; init; }

    /// <summary>The PartnerID typed; counts only with <see cref="ByPartnerId"/>.</summary>
    public string? PartnerId { get; init; }
}

/// <summary>A draft whose every value holds now, ready to become an order for a new customer or an existing one.</summary>
/// <param name="NewCustomer">The new customer's details; null for an existing customer.</param>
/// <param name="Customer">The existing customer; null for a new one.</param>
/// <param name="ResellerId">The reseller that will manage the new customer's account; null for none.</param>
/// <param name="Lines">What is ordered.</param>
public sealed record CheckedDraft(CustomerDetails? NewCustomer, Customer? Customer, Guid? ResellerId, IReadOnlyList<OrderLineTerms> Lines);
