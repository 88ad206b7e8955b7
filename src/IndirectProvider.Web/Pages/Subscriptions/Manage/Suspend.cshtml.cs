using IndirectProvider.Subscriptions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Subscriptions.Manage;

/// <summary>Says what suspending does, and suspends.</summary>
public sealed class SuspendModel(ReadSubscription read, SuspendSubscription suspend, IStringLocalizer<Texts> texts) : SubscriptionPage(read, texts)
{
    [BindProperty]
    public SuspendSubscription.Input Input { get; set; } = new();

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        ChangeAsync(Input, () => suspend.ExecuteAsync(Input with { SubscriptionId = Id }, cancel), () => T["The subscription was suspended."], cancel);

    /// <inheritdoc/>
    protected override Error? WhyNot() =>
        Subscription.State == SubscriptionState.Suspended ? SubscriptionErrors.SuspendedAlready : UnlessIn(SubscriptionState.Active);
}
