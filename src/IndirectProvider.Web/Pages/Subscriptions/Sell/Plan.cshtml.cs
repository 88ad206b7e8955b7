using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Subscriptions.Sell;

/// <summary>Another billing plan or a longer term, at once.</summary>
public sealed class PlanModel(ReadSubscription read, ChangePlan changePlan, IStringLocalizer<Texts> texts) : SubscriptionPage(read, texts)
{
    [BindProperty]
    public ChangePlan.Input Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Plans { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        ChangeAsync(
            Input,
            () => changePlan.ExecuteAsync(Input with { SubscriptionId = Id }, cancel),
            () => T["Term and billing plan were changed to: {0}.", Wording.Of(PlanOf(Input.Plan), T)],
            cancel);

    /// <inheritdoc/>
    protected override Error? WhyNot() => UnlessIn(SubscriptionState.Active)
        ?? (Subscription.IsTrial ? SubscriptionErrors.TrialHasOnePlan : null);

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancel) => Plans =
    [
        .. from plan in (await ChoicesAsync(cancel))?.Plans ?? []
           where plan != Subscription.Plan
           select new SelectListItem(Wording.Of(plan, T), plan.Key),
    ];
}
