using System.Globalization;
using IndirectProvider.Subscriptions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Subscriptions.Sell;

/// <summary>A higher product for all licences, or for some, which become a subscription of their own.</summary>
public sealed class UpgradeModel(ReadSubscription read, UpgradeSubscription upgrade, IStringLocalizer<Texts> texts) : SubscriptionPage(read, texts)
{
    [BindProperty]
    public UpgradeSubscription.Input Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Offers { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await RefuseShapeAsync(Input, cancel) is { } refused)
        {
            return refused;
        }

        var result = await upgrade.ExecuteAsync(Input with { SubscriptionId = Id }, cancel);
        if (!result.Succeeded)
        {
            return await AgainAsync(result, cancel);
        }

        var (upgradedId, consequences) = result.Value;
        return upgradedId == Id
            ? Done(T["The subscription was upgraded."], consequences)
            : Done(
                T["{0} were upgraded and are a subscription of their own now.", SubscriptionWording.Licenses(int.Parse(Input.Quantity!, CultureInfo.InvariantCulture), T)],
                consequences,
                T["Open the new subscription"],
                $"/customers/{Subscription.CustomerId}/subscriptions/{upgradedId}");
    }

    /// <inheritdoc/>
    protected override Error? WhyNot() => UnlessIn(SubscriptionState.Active);

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancel) =>
        Offers = [.. from offer in (await ChoicesAsync(cancel))?.Upgrades ?? [] select new SelectListItem(offer.Name, offer.Id)];

    /// <inheritdoc/>
    protected override void Prefill() => Input = new()
    {
        OfferId = Offers.Count == 1 ? Offers[0].Value : null,
        Quantity = Subscription.Quantity.ToString(CultureInfo.InvariantCulture),
    };
}
