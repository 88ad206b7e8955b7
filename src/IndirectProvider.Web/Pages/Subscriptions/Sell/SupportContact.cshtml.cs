using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Subscriptions.Sell;

/// <summary>Designates who the customer turns to.</summary>
public sealed class SupportContactModel(
    ReadSubscription read, ChangeSupportContact change, PortalDbContext db, CurrentMember member, IStringLocalizer<Texts> texts) : SubscriptionPage(read, texts)
{
    [BindProperty]
    public ChangeSupportContact.Input Input { get; set; } = new();

    /// <summary>The provider first, then whoever is eligible.</summary>
    public IReadOnlyList<SelectListItem> Contacts { get; private set; } = [];

    /// <summary>Where the customer is told.</summary>
    public string CustomerEmail { get; private set; } = "";

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        ChangeAsync(
            Input, () => change.ExecuteAsync(Input with { SubscriptionId = Id }, cancel), () => T["The designated support contact was saved."], cancel);

    /// <inheritdoc/>
    protected override Error? WhyNot() => UnlessIn(SubscriptionState.Active, SubscriptionState.Suspended, SubscriptionState.Expired);

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancel)
    {
        CustomerEmail = await db.Customers.Where(c => c.Id == Subscription.CustomerId).Select(c => c.ContactEmail).SingleAsync(cancel);
        var eligible = await SupportContactsAsync(cancel);
        Contacts =
        [
            new SelectListItem(T["{0} (your company)", member.OrganisationName], ""),
            .. eligible.Select(r => new SelectListItem(r.Name, $"{r.Id}")),
            .. await NoLongerEligibleAsync(eligible, cancel),
        ];
    }

    /// <inheritdoc/>
    protected override void Prefill() => Input = new() { ResellerId = Subscription.SupportContact?.ResellerId };

    // Whoever was chosen stays in the list, so that sending the form again never chooses somebody else silently.
    private async Task<IEnumerable<SelectListItem>> NoLongerEligibleAsync(IReadOnlyList<NamedReseller> eligible, CancellationToken cancel) =>
        Input.ResellerId is { } id && eligible.All(r => r.Id != id)
            ? (await db.Resellers.Where(r => r.Id == id).Select(r => r.LegalName).ToListAsync(cancel))
                .Select(name => new SelectListItem(T["{0} (no longer available)", name], $"{id}"))
            : [];
}
