using IndirectProvider.Subscriptions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Subscriptions.Manage;

/// <summary>Switches on or off whether a new term follows by itself.</summary>
public sealed class AutoRenewModel(ReadSubscription read, SetAutoRenew set, IStringLocalizer<Texts> texts) : SubscriptionPage(read, texts)
{
    [BindProperty]
    public SetAutoRenew.Input Input { get; set; } = new();

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        ChangeAsync(
            Input,
            () => set.ExecuteAsync(Input with { SubscriptionId = Id }, cancel),
            () => Input.On ? T["Auto-renew was switched on."] : T["Auto-renew was switched off."],
            cancel);

    /// <inheritdoc/>
    protected override Error? WhyNot() => UnlessIn(SubscriptionState.Active)
        ?? (Subscription.IsTrial ? SubscriptionErrors.TrialDoesNotRenew : null);
}
