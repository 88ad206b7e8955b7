using IndirectProvider.Data;
using IndirectProvider.Orders;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.Orders.Wizard;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Customers.AddSubscription;

/// <summary>Step 1 of adding subscriptions: what the customer gets in addition.</summary>
public sealed class SubscriptionsModel(
    ReadDraft read, KeepDraft keep, CheckDraft check, VerifyPartnerId verify, PortalDbContext db, IStringLocalizer<Texts> T)
    : LinesStep(read, keep, check, verify, db, T);
