using System.Globalization;
using IndirectProvider.Subscriptions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Subscriptions.Manage;

/// <summary>More licences, or fewer as far and as long as that is possible.</summary>
public sealed class LicensesModel(
    ReadSubscription read, ChangeQuantity changeQuantity, IStringLocalizer<Texts> texts, IAuthorizationService access) : SubscriptionPage(read, texts)
{
    [BindProperty]
    public ChangeQuantity.Input Input { get; set; } = new();

    /// <summary>Whether fewer licences can be planned for the renewal instead, by this reader.</summary>
    public bool MayPlanRenewal { get; private set; }

    /// <summary>The number for the renewal that was too low for now; null when none was typed.</summary>
    public int? ForRenewal =>
        !ModelState.IsValid && int.TryParse(Input.Quantity, NumberStyles.None, CultureInfo.InvariantCulture, out var typed) && typed >= Subscription.MinQuantity && typed < Subscription.LowestQuantity
            ? typed
            : null;

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        ChangeAsync(
            Input,
            () => changeQuantity.ExecuteAsync(Input with { SubscriptionId = Id }, cancel),
            () => T["The subscription has {0} now.", SubscriptionWording.Licenses(int.Parse(Input.Quantity!, CultureInfo.InvariantCulture), T)],
            cancel);

    /// <inheritdoc/>
    protected override Error? WhyNot() => UnlessIn(SubscriptionState.Active);

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancel) => MayPlanRenewal =
        Subscription.AutoRenew && !Subscription.IsTrial && (await access.AuthorizeAsync(User, "Providers: change subscriptions")).Succeeded;

    /// <inheritdoc/>
    protected override void Prefill() => Input = new() { Quantity = Subscription.Quantity.ToString(CultureInfo.InvariantCulture) };
}
