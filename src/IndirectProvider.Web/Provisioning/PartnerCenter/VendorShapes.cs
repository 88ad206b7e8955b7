using System.Globalization;
using System.Text.Json;

namespace IndirectProvider.Web.Provisioning.PartnerCenter;

internal sealed record Collection<T>(IReadOnlyList<T>? Items);

internal sealed record VendorCustomer(string? Id, VendorCompany? CompanyProfile, VendorBilling? BillingProfile, VendorCredentials? UserCredentials);

internal sealed record VendorCompany(string? TenantId, string? Domain, string? CompanyName);

internal sealed record VendorBilling(string? Email, string? CompanyName);

internal sealed record VendorCredentials(string? UserName, string? Password)
{
    public override string ToString() => UserName ?? "";
}

internal sealed record VendorUser(string? Id, string? UserPrincipalName);

internal sealed record VendorCart(string? Id, string? CreationTimestamp, IReadOnlyList<VendorCartLine>? LineItems)
{
    public DateTimeOffset? CreatedAt => VendorTime.Read(CreationTimestamp);
}

internal sealed record VendorCartLine(string? CatalogItemId, int? Quantity, VendorCartError? Error);

internal sealed record VendorCartError(string? ErrorCode);

internal sealed record VendorCheckout(IReadOnlyList<VendorOrder>? Orders, IReadOnlyList<VendorOrderError>? OrderErrors);

internal sealed record VendorOrder(string? Id, string? BillingCycle, string? CreationDate, string? Status, IReadOnlyList<VendorOrderLine>? LineItems)
{
    public DateTimeOffset? CreatedAt => VendorTime.Read(CreationDate);
}

internal sealed record VendorOrderLine(string? OfferId, string? SubscriptionId, string? TermDuration, int? Quantity, string? PartnerIdOnRecord);

internal sealed record VendorOrderError(JsonElement Code)
{
    public string Text => Code.ValueKind is JsonValueKind.Number or JsonValueKind.String ? Code.ToString() : "";
}

internal sealed record VendorSubscription(string? Id, string? OfferId, int? Quantity, string? OrderId);

internal static class VendorTime
{
    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) && time.Year > 1
            ? time
            : null;
}
