using IndirectProvider.Orders;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages.Customers.New;

/// <summary>What the wizard's steps share: the draft in the address, and what is shown when it is over.</summary>
public abstract class WizardPage(ReadDraft read) : PageModel
{
    /// <summary>The draft's id, from the address only.</summary>
    [FromRoute]
    public Guid DraftId { get; set; }

    /// <summary>The draft as stored.</summary>
    public DraftReading Draft { get; private set; } = null!;

    /// <summary>Address of a step of this wizard.</summary>
    public string StepPath(string step) => $"/customers/new/{DraftId}/{step}";

    /// <summary>Reads the draft; an answer when the wizard can't go on.</summary>
    protected async Task<IActionResult?> OpenAsync(CancellationToken cancel)
    {
        Draft = await read.ExecuteAsync(DraftId, cancel);
        return Draft.State switch
        {
            DraftState.Fresh or DraftState.Open => null,
            DraftState.Submitted => Redirect($"/orders/{Draft.OrderId}/confirmation"),
            DraftState.Canceled => new ViewResult
            {
                ViewName = "~/Pages/Customers/New/_Ended.cshtml",
                ViewData = ViewData,
                TempData = TempData,
                StatusCode = StatusCodes.Status404NotFound,
            },
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
}
