using System.Net;
using IndirectProvider.Orders;

namespace IndirectProvider.Web.Provisioning.PartnerCenter;

/// <summary>What the vendor's codes mean for the portal.</summary>
internal static class VendorRefusals
{
    /// <summary>The cart was checked out before.</summary>
    public const string CheckedOutAlready = "800065";

    /// <summary>The cart is not there, or not any more.</summary>
    public const string NoSuchCart = "800008";

    private static readonly HashSet<string> BusyCodes = ["800014", "800060", "800064", "800082", "900278"];

    private static readonly HashSet<string> ExistsCodes = ["600041", "600061"];

    private static readonly Dictionary<string, Error> Meanings = new()
    {
        ["13605"] = ProvisioningErrors.CustomerAgreementMissing,
        ["20002"] = ProvisioningErrors.NoRelation,
        ["60003"] = ProvisioningErrors.NoRelation,
        ["900123"] = ProvisioningErrors.ResellerAgreementMissing,
        ["900124"] = ProvisioningErrors.OwnAgreementMissing,
        ["800039"] = ProvisioningErrors.OwnAgreementMissing,
        ["800073"] = ProvisioningErrors.CustomerUnderReview,
        ["800074"] = ProvisioningErrors.CustomerUnderReview,
        ["800075"] = ProvisioningErrors.CustomerUnderReview,
        ["2072"] = ProvisioningErrors.ResellerUnknown,
        ["3000"] = ProvisioningErrors.ResellerUnknown,
        ["800015"] = ProvisioningErrors.ResellerUnknown,
        ["800016"] = ProvisioningErrors.ResellerUnknown,
        ["participants_is_not_supported_for_partner"] = ProvisioningErrors.ResellerUnknown,
        ["900203"] = ProvisioningErrors.AttestationMissing,
        ["900206"] = ProvisioningErrors.AttestationMissing,
        ["attestation_not_accepted"] = ProvisioningErrors.AttestationMissing,
        ["400013"] = ProvisioningErrors.ProductNotAvailable,
        ["400018"] = ProvisioningErrors.ProductNotAvailable,
        ["400019"] = ProvisioningErrors.ProductNotAvailable,
        ["400041"] = ProvisioningErrors.ProductNotAvailable,
        ["800107"] = ProvisioningErrors.ProductNotAvailable,
        ["800121"] = ProvisioningErrors.ProductNotAvailable,
        ["800122"] = ProvisioningErrors.ProductNotAvailable,
        ["900270"] = ProvisioningErrors.ProductNotAvailable,
        ["catalog_item_id_is_not_valid"] = ProvisioningErrors.ProductNotAvailable,
        ["inventory_not_available"] = ProvisioningErrors.ProductNotAvailable,
        ["billing_plan_not_supported"] = ProvisioningErrors.ProductNotAvailable,
        ["base_offer_seat_quantity_not_met"] = ProvisioningErrors.ProductNotAvailable,
        ["2002"] = ProvisioningErrors.QuantityRefused,
        ["900275"] = ProvisioningErrors.QuantityRefused,
        ["minimum_add_on_seats_not_met"] = ProvisioningErrors.QuantityRefused,
        ["max_allowed_seats_per_subscription_exceeded"] = ProvisioningErrors.QuantityRefused,
        ["800018"] = ProvisioningErrors.LimitReached,
        ["800066"] = ProvisioningErrors.LimitReached,
        ["800067"] = ProvisioningErrors.LimitReached,
        ["800088"] = ProvisioningErrors.LimitReached,
        ["800089"] = ProvisioningErrors.LimitReached,
        ["quota_not_available"] = ProvisioningErrors.LimitReached,
        ["sandbox_limit_exceeded"] = ProvisioningErrors.LimitReached,
        ["800023"] = ProvisioningErrors.CreditExceeded,
        ["900121"] = ProvisioningErrors.CreditExceeded,
        ["600002"] = ProvisioningErrors.DetailsRefused,
        ["600049"] = ProvisioningErrors.DetailsRefused,
        ["600050"] = ProvisioningErrors.DetailsRefused,
        ["600051"] = ProvisioningErrors.DetailsRefused,
        [NoSuchCart] = ProvisioningErrors.CartExpired,
    };

    /// <summary>What staff are told.</summary>
    public static Error Meaning(VendorAnswer answer) => Meaning(answer.Code is { Length: > 0 } code ? code : $"HTTP {(int)answer.Status}");

    /// <summary>What staff are told.</summary>
    public static Error Meaning(string code) => Meanings.TryGetValue(code, out var error) ? error : ProvisioningErrors.Refused(Printable(code));

    /// <summary>Whether the vendor is just busy with the same thing.</summary>
    public static bool IsBusy(string code) => BusyCodes.Contains(code);

    /// <summary>Whether the vendor says that there is one already.</summary>
    public static bool Exists(VendorAnswer answer) => answer.Status == HttpStatusCode.Conflict || ExistsCodes.Contains(answer.Code);

    /// <summary>A refusal that says nothing about the thing itself.</summary>
    /// <exception cref="NotNowException">The vendor is busy with it, or in conflict for a reason that passes.</exception>
    public static void ThrowIfBusy(VendorAnswer answer, bool anyConflict = true)
    {
        if (IsBusy(answer.Code) || (anyConflict && answer.Status == HttpStatusCode.Conflict))
        {
            throw new NotNowException($"The vendor is busy with it ({answer.Code}).");
        }
    }

    /// <summary>A code is stored and shown: letters and digits only, and not a whole text.</summary>
    private static string Printable(string code) => new([.. code.Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or ' ').Take(40)]);
}
