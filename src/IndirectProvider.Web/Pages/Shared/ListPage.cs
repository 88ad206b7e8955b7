using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages.Shared;

/// <summary>
/// A list that can be searched, filtered, sorted and turned over by its query string. Anything may stand there: what is
/// no value of a filter is no filter.
/// </summary>
public abstract class ListPage : PageModel
{
    /// <summary>What is searched for, as typed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>Key of the column sorted by; with a minus before it the other way round.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Sort { get; set; }

    /// <summary>Cursor of the row before the page.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>Cursor of the row after the page.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    /// <summary>Number of the page, in lists that are small enough for numbers.</summary>
    [BindProperty(SupportsGet = true)]
    public string? P { get; set; }

    /// <summary>Rows of a page.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Size { get; set; }

    /// <summary>Whether the reader sees a part of the list only.</summary>
    public abstract bool IsFiltered { get; }

    /// <summary>What is searched for; null for nothing.</summary>
    protected string? Searched => Filter.Words(Q);

    /// <summary>The place in the list asked for.</summary>
    protected KeysetPlace PagePlace => new(After, Before, PageSize);

    /// <summary>Number of the page asked for.</summary>
    protected int PageNumber => int.TryParse(P, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;

    /// <summary>Rows asked for; nonsense becomes the usual number.</summary>
    protected int PageSize => int.TryParse(Size, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0;

    /// <summary>Reads a day of a filter. One that can't be read is said at its field, and is no filter.</summary>
    /// <param name="name">The field.</param>
    /// <param name="typed">What stands in it.</param>
    /// <param name="refusal">What to say.</param>
    protected DateOnly? Day(string name, string? typed, string refusal)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        if (DateOnly.TryParseExact(typed.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || DateOnly.TryParse(typed, CultureInfo.CurrentCulture, out day))
        {
            return day;
        }

        ModelState.AddModelError(name, refusal);
        return null;
    }
}
