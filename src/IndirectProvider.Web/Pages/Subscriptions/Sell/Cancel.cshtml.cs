using IndirectProvider.Subscriptions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Subscriptions.Sell;

/// <summary>Cancels within the 7 days, after saying what happens and what is refunded.</summary>
public sealed class CancelModel(
    ReadSubscription read, CancelSubscription verb, IStringLocalizer<Texts> texts, TimeProvider clock) : SubscriptionPage(read, texts)
{
    [BindProperty]
    public CancelSubscription.Input Input { get; set; } = new();

    /// <summary>How long it can still be canceled.</summary>
    public TimeSpan TimeLeft => Subscription.CancelableUntil is { } until && until > clock.GetUtcNow() ? until - clock.GetUtcNow() : TimeSpan.Zero;

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        ChangeAsync(Input, () => verb.ExecuteAsync(Input with { SubscriptionId = Id }, cancel), () => T["The subscription was canceled."], cancel);

    /// <inheritdoc/>
    protected override Error? WhyNot() => UnlessIn(SubscriptionState.Active, SubscriptionState.Suspended)
        ?? (Subscription.CancelableUntil is null
            ? SubscriptionErrors.TooLateToCancel(
                Subscription.TermStartsAt + SubscriptionTerm.Window, Subscription.TermEndsAt, Subscription.State == SubscriptionState.Active && Subscription.AutoRenew)
            : null);
}
