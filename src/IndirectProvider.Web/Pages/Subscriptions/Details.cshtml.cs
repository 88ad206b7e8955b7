using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static IndirectProvider.Subscriptions.SubscriptionState;

namespace IndirectProvider.Web.Pages.Subscriptions;

/// <summary>
/// One subscription: how it is, what happens next and what can be done, for its provider, for resellers and for the
/// customer. What the state or the reader's role does not allow is not offered.
/// </summary>
public sealed class DetailsModel(
    ReadSubscription read, IStringLocalizer<Texts> texts, IAuthorizationService access, CurrentMember member, TimeProvider clock) : SubscriptionPage(read, texts)
{
    private SubscriptionChoices? choices;

    /// <summary>Whether the reader does what managing resellers may do, too.</summary>
    public bool MayChange { get; private set; }

    /// <summary>Whether the reader does what only the provider may do.</summary>
    public bool MaySell { get; private set; }

    public bool MayReadOrders { get; private set; }

    public bool IsReseller => member.Kind == OrganisationKind.Reseller;

    /// <summary>The reader's own company is the credited reseller.</summary>
    public bool IsCredited => Subscription.ResellerId == member.ResellerId;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>How long it can still be canceled; null when it can't.</summary>
    public TimeSpan? CancelTimeLeft => Subscription.CancelableUntil - Now;

    public bool IsActive => Subscription.State == Active;

    /// <summary>Whether nickname, reseller and support contact can still be changed.</summary>
    public bool IsKept => Subscription.State is Active or Suspended or Expired;

    public bool HasFixedQuantity => IsActive && Subscription.LowestQuantity == Subscription.HighestQuantity;

    public bool CanChangeLicenses => MayChange && IsActive && !HasFixedQuantity;

    public bool CanSwitchAutoRenew => MayChange && IsActive && !Subscription.IsTrial;

    public bool CanPlanRenewal => MaySell && IsActive && Subscription.AutoRenew && !Subscription.IsTrial;

    public bool CanChangePlan => MaySell && IsActive && choices?.Plans.Any(p => p != Subscription.Plan) == true && !Subscription.IsTrial;

    public bool CanUpgrade => MaySell && IsActive && choices?.Upgrades.Count > 0;

    public bool CanConvert => MaySell && IsActive && choices?.PaidOffer is not null;

    public bool CanCancel => MaySell && Subscription.CancelableUntil is not null;

    protected override bool IsForReaders => true;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await OpenAsync(cancel) is { } refused)
        {
            return refused;
        }

        MayChange = Subscription.Manages && await MayAsync("Subscriptions: change");
        MaySell = Subscription.IsProvider && await MayAsync("Providers: change subscriptions");
        MayReadOrders = await MayAsync("Providers: read orders");
        choices = MaySell && IsActive ? await ChoicesAsync(cancel) : null;
        return Page();
    }

    /// <inheritdoc/>
    protected override Error? WhyNot() => null;

    private async Task<bool> MayAsync(string policy) => (await access.AuthorizeAsync(User, policy)).Succeeded;
}
