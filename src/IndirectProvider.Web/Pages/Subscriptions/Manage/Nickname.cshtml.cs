using IndirectProvider.Subscriptions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Subscriptions.Manage;

/// <summary>Gives a subscription another name.</summary>
public sealed class NicknameModel(ReadSubscription read, RenameSubscription rename, IStringLocalizer<Texts> texts) : SubscriptionPage(read, texts)
{
    [BindProperty]
    public RenameSubscription.Input Input { get; set; } = new();

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        ChangeAsync(Input, () => rename.ExecuteAsync(Input with { SubscriptionId = Id }, cancel), () => T["The nickname was saved."], cancel);

    /// <inheritdoc/>
    protected override Error? WhyNot() => UnlessIn(SubscriptionState.Active, SubscriptionState.Suspended, SubscriptionState.Expired);

    /// <inheritdoc/>
    protected override void Prefill() => Input = new() { Nickname = Subscription.Nickname };
}
