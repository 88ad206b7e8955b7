using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.Orders.Wizard;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Subscriptions.Sell;

/// <summary>Credits another indirect reseller, chosen or found by its PartnerID, or none.</summary>
public sealed class ResellerModel(
    ReadSubscription read, CreditReseller credit, VerifyPartnerId verify, PortalDbContext db, IStringLocalizer<Texts> texts) : SubscriptionPage(read, texts)
{
    [BindProperty]
    public CreditReseller.Input Input { get; set; } = new();

    public ResellerOptions Resellers { get; private set; } = null!;

    /// <summary>What verifying a PartnerID found.</summary>
    public string? Verified { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        ChangeAsync(Input, () => credit.ExecuteAsync(Input with { SubscriptionId = Id }, cancel), () => T["The indirect reseller was saved."], cancel);

    /// <summary>Chooses the reseller behind a PartnerID; nothing is saved.</summary>
    public async Task<IActionResult> OnPostVerifyAsync(CancellationToken cancel)
    {
        if (await RefuseShapeAsync(Input, cancel) is { } refused)
        {
            return refused;
        }

        Keep(Input.Version);
        var result = await verify.ExecuteAsync(Input.PartnerId, cancel);
        if (!result.Succeeded)
        {
            await LoadAsync(cancel);
            return this.Refuse(result);
        }

        Verified = T["PartnerID {0} is {1}. It is chosen now; submit to save that.", Input.PartnerId!.Trim(), result.Value.Name];
        ModelState.Clear();
        Input = new() { ResellerId = result.Value.Id };
        await LoadAsync(cancel);
        return Page();
    }

    /// <inheritdoc/>
    protected override Error? WhyNot() => UnlessIn(SubscriptionState.Active, SubscriptionState.Suspended, SubscriptionState.Expired);

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancel) =>
        Resellers = await ResellerOptions.ReadAsync(db, [Subscription.ResellerId?.ToString(), Input.ResellerId?.ToString()], T, cancel);

    /// <inheritdoc/>
    protected override void Prefill() => Input = new() { ResellerId = Subscription.ResellerId };
}
