using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages;

/// <summary>The one mapping from expected failures to what a person sees.</summary>
public static class PageOutcomes
{
    /// <summary>The page again with what was typed and the messages at their fields; a 400.</summary>
    public static IActionResult Again(this PageModel page)
    {
        page.Response.StatusCode = StatusCodes.Status400BadRequest;
        return page.Page();
    }

    /// <summary>The page, saying that the one-time link it was reached by does not work; a 410.</summary>
    public static IActionResult Gone(this PageModel page)
    {
        page.Response.StatusCode = StatusCodes.Status410Gone;
        return page.Page();
    }

    /// <summary>
    /// The page again with the errors of a verb at their fields (below <paramref name="prefix"/>) or above the form;
    /// or the page for "does not exist" and "not allowed".
    /// </summary>
    public static IActionResult Refuse(this PageModel page, Result result, string prefix = "Input")
    {
        if (result.Errors.Any(e => e.Kind == ErrorKind.NotFound))
        {
            return page.NotFound();
        }

        foreach (var error in result.Errors)
        {
            page.ModelState.AddModelError(error.Field == "" ? "" : $"{prefix}.{error.Field}", error.Text);
        }

        page.Response.StatusCode = result.Errors.Max(e => e.Kind switch
        {
            ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
            ErrorKind.Conflict => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status400BadRequest,
        });
        return page.Page();
    }
}
