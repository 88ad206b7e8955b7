using IndirectProvider.Data;
using IndirectProvider.Orders;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Orders.Wizard;

/// <summary>
/// What the steps of both wizards share, the one that adds a customer and the one that adds subscriptions to an
/// existing one: the draft in the address, and what is shown when it is over.
/// </summary>
public abstract class WizardPage(ReadDraft read, PortalDbContext db) : PageModel
{
    /// <summary>The existing customer, from the address only; null in the wizard of a new one.</summary>
    [FromRoute(Name = "id")]
    public Guid? CustomerId { get; set; }

    /// <summary>The draft's id, from the address only.</summary>
    [FromRoute]
    public Guid DraftId { get; set; }

    /// <summary>The draft as stored.</summary>
    public DraftReading Draft { get; private set; } = null!;

    /// <summary>What the wizard needs to know of an existing customer; null for a new one.</summary>
    public ExistingCustomer? Existing { get; private set; }

    /// <summary>The customer's name as far as it is known.</summary>
    public string CompanyName => Existing?.CompanyName ?? TypedText.Clean(Draft.Customer?.CompanyName) ?? "";

    /// <summary>The customer's country, whose rules the lines follow.</summary>
    public Country? Country => Countries.Find(Existing is null ? Draft.Customer?.Address.Country : Existing.Country);

    /// <summary>Where the wizard begins anew.</summary>
    private string StartPath => CustomerId is { } id ? $"/customers/{id}/add-subscription" : "/customers/new";

    /// <summary>The acting member's view of the database.</summary>
    protected PortalDbContext Db { get; } = db;

    /// <summary>Names of the steps for an existing customer.</summary>
    public static IReadOnlyList<string> StepsOfAdding(IStringLocalizer T) => [T["Subscriptions"], T["Review"], T["Confirmation"]];

    /// <summary>Address of a step of this wizard.</summary>
    public string StepPath(string step) => $"{StartPath}/{DraftId}/{step}";

    /// <summary>Reads the draft; an answer when the wizard can't go on, or not at this step.</summary>
    protected virtual async Task<IActionResult?> OpenAsync(CancellationToken cancel)
    {
        if (CustomerId is { } id)
        {
            Existing = await Db.Customers
                .Where(c => c.Id == id)
                .Select(c => new ExistingCustomer(c.Id, c.CompanyName, c.Address.Country))
                .SingleOrDefaultAsync(cancel);
            if (Existing is null)
            {
                return NotFound();
            }
        }

        Draft = await read.ExecuteAsync(DraftId, CustomerId, cancel);
        return Draft.State switch
        {
            DraftState.Fresh or DraftState.Open => null,
            DraftState.Submitted => Redirect($"/orders/{Draft.OrderId}/confirmation"),
            DraftState.Canceled => Ended(),
            _ => NotFound(),
        };
    }

    /// <summary>An answer when what was typed could not be kept; null when it was.</summary>
    protected async Task<IActionResult?> UnlessKeptAsync(Result kept, CancellationToken cancel)
    {
        if (kept.Errors.Any(e => e.Kind == ErrorKind.NotFound))
        {
            return await OpenAsync(cancel) ?? NotFound();
        }

        AddErrors(kept);
        return null;
    }

    /// <summary>Puts a verb's errors at their fields, each message once.</summary>
    protected void AddErrors(Result result)
    {
        foreach (var error in result.Errors)
        {
            if (ModelState[error.Field]?.Errors.Any(e => e.ErrorMessage == error.Text) is not true)
            {
                ModelState.AddModelError(error.Field, error.Text);
            }
        }
    }

    private ViewResult Ended()
    {
        ViewData["StartPath"] = StartPath;
        return new ViewResult
        {
            ViewName = "~/Pages/Orders/Wizard/_Ended.cshtml",
            ViewData = ViewData,
            TempData = TempData,
            StatusCode = StatusCodes.Status404NotFound,
        };
    }
}

/// <summary>What the wizard needs to know of an existing customer.</summary>
public sealed record ExistingCustomer(Guid Id, string CompanyName, string Country);
