using IndirectProvider.Data;
using IndirectProvider.Orders;
using IndirectProvider.Web.Pages.Orders.Wizard;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Customers.New;

/// <summary>Asks once before everything typed into the wizard is discarded.</summary>
public sealed class CancelModel(ReadDraft read, CancelDraft cancelDraft, PortalDbContext db, IStringLocalizer<Texts> T) : WizardPage(read, db)
{
    /// <summary>The step it was asked from.</summary>
    [FromQuery]
    public string? From { get; set; }

    /// <summary>Address of that step.</summary>
    public string BackPath => StepPath(From is "subscriptions" or "review" ? From : "customer");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await OpenAsync(cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await OpenAsync(cancel) is { } over)
        {
            return over;
        }

        await cancelDraft.ExecuteAsync(DraftId, cancel);
        this.Flash(T["The new customer was discarded. Nothing was ordered."]);
        return Redirect("/customers");
    }
}
