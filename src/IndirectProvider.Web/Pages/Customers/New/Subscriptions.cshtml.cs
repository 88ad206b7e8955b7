using IndirectProvider.Data;
using IndirectProvider.Orders;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.Orders.Wizard;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Customers.New;

/// <summary>Step 2 of the wizard: what the customer gets.</summary>
public sealed class SubscriptionsModel(
    ReadDraft read, KeepDraft keep, CheckDraft check, VerifyPartnerId verify, PortalDbContext db, IStringLocalizer<Texts> T)
    : LinesStep(read, keep, check, verify, db, T)
{
    public async Task<IActionResult> OnPostBackAsync(CancellationToken cancel) => await KeepAsync(cancel) ?? Redirect(StepPath("customer"));
}
