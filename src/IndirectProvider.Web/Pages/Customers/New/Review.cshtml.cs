using System.Globalization;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Orders;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.Orders.Wizard;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Customers.New;

/// <summary>Step 3 of the wizard: everything once more, the attestation, and the order.</summary>
public sealed class ReviewModel(
    ReadDraft read, CheckDraft check, PlaceOrder place, VerifyPartnerId verify, PortalDbContext db, TenantNaming naming, IStringLocalizer<Texts> T)
    : ReviewStep(read, check, place, verify, db, T)
{
    public NewCustomerInput Customer => Draft.Customer!;

    public string? State => Country?.FindState(Customer.Address.State)?.Name(CultureInfo.CurrentUICulture);

    public string Domain => naming.Domain(DomainPrefix.Normalize(Customer.DomainPrefix));

    public string? Phone => TypedText.Clean(Customer.Phone) is { } phone ? PhoneNumbers.ToE164(phone, Country?.Code ?? "") ?? phone : null;

    public string? Language => Customer.Language is { } code && Country?.Languages.Contains(code) is true ? CultureInfo.GetCultureInfo(code).DisplayName : null;
}
