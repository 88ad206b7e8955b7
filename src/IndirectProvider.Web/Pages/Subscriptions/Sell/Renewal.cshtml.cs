using System.Globalization;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Subscriptions.Sell;

/// <summary>Plans what a subscription becomes with its next term, and takes the plan back.</summary>
public sealed class RenewalModel(
    ReadSubscription read, ScheduleRenewalChange schedule, RevokeRenewalChange revoke, IStringLocalizer<Texts> texts) : SubscriptionPage(read, texts)
{
    private IReadOnlyList<OfferChoice> offers = [];

    [BindProperty]
    public ScheduleRenewalChange.Input Input { get; set; } = new();

    /// <summary>A number to begin with, from the page on which it was too low.</summary>
    [FromQuery]
    public string? Quantity { get; set; }

    public IReadOnlyList<SelectListItem> Offers => [.. offers.Select(o => new SelectListItem(o.Name, o.Id))];

    /// <summary>The plans of all products; whether one belongs to the product chosen is said when the form is sent.</summary>
    public IReadOnlyList<SelectListItem> Plans =>
        [.. offers.SelectMany(o => o.Plans).Distinct().Select(p => new SelectListItem(Wording.Of(p, T), p.Key))];

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        ChangeAsync(Input, () => schedule.ExecuteAsync(Input with { SubscriptionId = Id }, cancel), () => T["The change at renewal was planned."], cancel);

    public Task<IActionResult> OnPostRevokeAsync(CancellationToken cancel) =>
        ChangeAsync(
            Input,
            () => revoke.ExecuteAsync(new() { SubscriptionId = Id, Version = Input.Version }, cancel),
            () => Subscription.IsTrial
                ? T["The planned conversion was revoked. The trial ends as it is."]
                : T["The planned change was revoked. The subscription renews as it is."],
            cancel);

    /// <inheritdoc/>
    protected override Error? WhyNot() =>
        UnlessIn(SubscriptionState.Active)
        ?? (Subscription.IsTrial ? SubscriptionErrors.TrialDoesNotRenew
            : Subscription.AutoRenew ? null
            : SubscriptionErrors.NoRenewal);

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancel) => offers = (await ChoicesAsync(cancel))?.RenewalOffers ?? [];

    /// <inheritdoc/>
    protected override void Prefill()
    {
        var next = Subscription.RenewalChange ?? new RenewalChange(Subscription.OfferId, Subscription.OfferName, Subscription.Quantity, Subscription.Plan);
        Input = new() { OfferId = next.OfferId, Quantity = Quantity ?? next.Quantity.ToString(CultureInfo.InvariantCulture), Plan = next.Plan.Key };
    }
}
