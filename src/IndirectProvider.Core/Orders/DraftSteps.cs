using IndirectProvider.Customers;

namespace IndirectProvider.Orders;

/// <summary>The customer step of the wizard as typed.</summary>
/// <param name="Customer">The fields of the new customer.</param>
/// <param name="ResellerId">The reseller chosen for the account, or null for none.</param>
public sealed record CustomerStepInput(NewCustomerInput Customer, Guid? ResellerId);

/// <summary>The subscriptions step of the wizard as typed: the picked products.</summary>
public sealed record SubscriptionsStepInput(IReadOnlyList<DraftLineInput> Lines);

/// <summary>One picked product as typed; anything may stand in it.</summary>
public sealed record DraftLineInput
{
    /// <summary>The product.</summary>
    public string? OfferId { get; init; }

    /// <summary>Whether its box is ticked.</summary>
    public bool Picked { get; init; }

    /// <summary>Licences.</summary>
    public string? Quantity { get; init; }

    /// <summary>Term and billing plan, as <see cref="Catalog.OfferPlan.Key"/>.</summary>
    public string? Plan { get; init; }

    /// <summary>Id of the reseller credited; empty for none.</summary>
    public string? ResellerId { get; init; }
}

/// <summary>A draft whose every value holds now, ready to become an order.</summary>
public sealed record CheckedDraft(CustomerDetails Customer, Guid? ResellerId, IReadOnlyList<OrderLineTerms> Lines);
