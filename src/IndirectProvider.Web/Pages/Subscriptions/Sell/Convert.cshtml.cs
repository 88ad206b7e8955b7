using System.Globalization;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Subscriptions.Sell;

/// <summary>Makes a trial a paid subscription, now or when it is over.</summary>
public sealed class ConvertModel(ReadSubscription read, ConvertTrial convert, IStringLocalizer<Texts> texts) : SubscriptionPage(read, texts)
{
    [BindProperty]
    public ConvertTrial.Input Input { get; set; } = new();

    /// <summary>What it becomes; null when that is no longer sold.</summary>
    public OfferChoice? Paid { get; private set; }

    public IReadOnlyList<SelectListItem> Plans => [.. from plan in Paid?.Plans ?? [] select new SelectListItem(Wording.Of(plan, T), plan.Key)];

    public IReadOnlyList<SelectListItem> Times =>
    [
        new(T["Now"], "false"),
        new(T["When the trial is over, on {0}", Wording.Day(Subscription.TermEndsAt)], "true"),
    ];

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        ChangeAsync(
            Input,
            () => convert.ExecuteAsync(Input with { SubscriptionId = Id }, cancel),
            () => Input.AtEnd ? T["The trial becomes a paid subscription when it ends."] : T["The trial is a paid subscription now."],
            cancel);

    /// <inheritdoc/>
    protected override Error? WhyNot() => UnlessIn(SubscriptionState.Active) ?? (Subscription.IsTrial ? null : SubscriptionErrors.NoTrial);

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancel) => Paid = (await ChoicesAsync(cancel))?.PaidOffer;

    /// <inheritdoc/>
    protected override void Prefill() => Input = new() { Quantity = Subscription.Quantity.ToString(CultureInfo.InvariantCulture) };
}
