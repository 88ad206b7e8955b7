using IndirectProvider.Subscriptions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Subscriptions.Manage;

/// <summary>Lets the users of a suspended subscription work again.</summary>
public sealed class ReactivateModel(ReadSubscription read, ReactivateSubscription reactivate, IStringLocalizer<Texts> texts) : SubscriptionPage(read, texts)
{
    [BindProperty]
    public ReactivateSubscription.Input Input { get; set; } = new();

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        ChangeAsync(Input, () => reactivate.ExecuteAsync(Input with { SubscriptionId = Id }, cancel), () => T["The subscription was reactivated."], cancel);

    /// <inheritdoc/>
    protected override Error? WhyNot() => UnlessIn(SubscriptionState.Suspended);
}
