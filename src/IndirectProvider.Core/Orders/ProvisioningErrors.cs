namespace IndirectProvider.Orders;

/// <summary>Why a vendor refuses a step, in words that staff can act on. Which kind an error has tells whether the step perhaps was done.</summary>
public static class ProvisioningErrors
{
    /// <summary>The domain belongs to somebody.</summary>
    public static readonly Error DomainTaken = Error.Invalid(
        "", "The vendor says that this domain is somebody else's. Find out whose it is, or place a new order with another prefix.");

    /// <summary>The domain belongs to somebody, perhaps to this very order.</summary>
    public static readonly Error DomainUnclear = Error.Conflict(
        "The vendor says that this domain is taken and does not show by whom; this order may have taken it. If the customer is yours there, retry: nothing is made twice. Otherwise place a new order with another prefix.");

    /// <summary>Something is wrong with the customer as it was typed.</summary>
    public static readonly Error DetailsRefused = Error.Invalid(
        "", "The vendor does not accept the customer's details, for example the address, the phone number or the registration number. Place a new order with the right ones.");

    /// <summary>Customer agreement missing.</summary>
    public static readonly Error CustomerAgreementMissing = Error.Invalid(
        "", "At the vendor the customer agreement of this customer is missing. Record it there, then retry.");

    /// <summary>The reseller's agreement with the vendor is missing.</summary>
    public static readonly Error ResellerAgreementMissing = Error.Invalid(
        "", "The indirect reseller has not accepted the vendor's partner agreement. Ask it to, then retry.");

    /// <summary>The provider's own agreement or programme with the vendor.</summary>
    public static readonly Error OwnAgreementMissing = Error.Invalid(
        "", "Your own agreement with the vendor is missing or not active. Put it in order there, then retry.");

    /// <summary>The vendor has doubts about the customer.</summary>
    public static readonly Error CustomerUnderReview = Error.Invalid(
        "", "The vendor is still reviewing this customer or has rejected it. See there, then retry.");

    /// <summary>The customer is not ours there.</summary>
    public static readonly Error NoRelation = Error.Invalid(
        "", "At the vendor this customer is not, or no longer, a customer of yours. Restore that there, then retry.");

    /// <summary>The vendor does not know the reseller, or not as one.</summary>
    public static readonly Error ResellerUnknown = Error.Invalid(
        "", "The vendor does not accept the indirect reseller's PartnerID for this customer. Clear that up there, then retry.");

    /// <summary>An attestation is missing.</summary>
    public static readonly Error AttestationMissing = Error.Invalid(
        "", "The vendor asks for a further attestation of this purchase. Give it there, then retry.");

    /// <summary>Not sold.</summary>
    public static readonly Error ProductNotAvailable = Error.Invalid(
        "", "The vendor does not sell one of these products to this customer, not with this term and billing, or not without its base product.");

    /// <summary>Too many, too few.</summary>
    public static readonly Error QuantityRefused = Error.Invalid(
        "", "The vendor does not accept the number of licenses of one of these products.");

    /// <summary>The customer has what it may have.</summary>
    public static readonly Error LimitReached = Error.Invalid(
        "", "The customer has reached the vendor's limit of licenses or subscriptions. Have it raised there, then retry.");

    /// <summary>The provider's credit.</summary>
    public static readonly Error CreditExceeded = Error.Invalid(
        "", "Your credit at the vendor does not suffice for this order. Settle that there, then retry.");

    /// <summary>Carts do not live for ever.</summary>
    public static readonly Error CartExpired = Error.Invalid(
        "", "The cart at the vendor has expired and nothing was bought. Retry to begin with a new one.");

    /// <summary>The cart does not hold what was put into it.</summary>
    public static readonly Error CartDiffers = Error.Invalid(
        "", "What the vendor put into the cart is not what was ordered. Nothing was bought. Retry, and ask the vendor if it happens again.");

    /// <summary>The vendor sold something else.</summary>
    public static readonly Error PurchaseDiffers = Error.Conflict(
        "What the vendor says it sold is not what was ordered. Compare this customer's subscriptions at the vendor, then retry: nothing is bought twice.");

    /// <summary>Several purchases could be this one.</summary>
    public static readonly Error PurchaseUnclear = Error.Conflict(
        "The vendor has sold this cart, but its answer was lost and its list of subscriptions doesn't tell which of them belong to this order. Ask the vendor, then retry: nothing is bought twice.");

    /// <summary>Perhaps bought, and the cart is gone.</summary>
    public static readonly Error PurchaseUnknown = Error.Conflict(
        "The vendor no longer has this cart, and its list of orders doesn't show whether it was bought. Look there. If it was bought, retry as soon as the list shows it: nothing is bought twice. If it was not, place a new order.");

    /// <summary>Nobody to give a password to.</summary>
    public static readonly Error AdministratorMissing = Error.Conflict(
        "The new tenant has no administrator at the vendor. Restore it there, then retry.");

    /// <summary>A line that was left out, with nothing known about why.</summary>
    public static readonly Error LineNotSold = Error.Invalid("", "The vendor did not sell this product.");

    /// <summary>Anything else.</summary>
    public static Error Refused(string code) =>
        Error.Invalid("", "The vendor refuses this step with its code {0}. Clear that up with the vendor, then retry.", code);
}
