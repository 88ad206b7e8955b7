using IndirectProvider.Data;
using IndirectProvider.Orders;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.Orders.Wizard;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Customers.AddSubscription;

/// <summary>Step 2 of adding subscriptions: everything once more, the attestation, and the order.</summary>
public sealed class ReviewModel(
    ReadDraft read, CheckDraft check, PlaceOrder place, VerifyPartnerId verify, PortalDbContext db, IStringLocalizer<Texts> T)
    : ReviewStep(read, check, place, verify, db, T);
