using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Export;

/// <summary>How far the reader's export is: a page, and for script the line that stands on every page while it goes on.</summary>
public sealed class IndexModel(PortalDbContext db, ExportMark mark, TimeProvider clock) : PageModel
{
    private const string SecondsToRefresh = "3";

    /// <summary>How often script asks for an export that it has just begun and that is not heard of yet.</summary>
    private const int MostTries = 5;

    private static readonly TimeSpan JustEnded = TimeSpan.FromSeconds(5);

    /// <summary>For script that has just begun an export: how often it has asked already.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Try { get; set; }

    /// <summary>The latest export; null for none.</summary>
    public ListExport? Latest { get; private set; }

    public bool IsRunning { get; private set; }

    /// <summary>What script asks next; null for nothing.</summary>
    public int? NextTry { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        Latest = await db.ListExports.AsNoTracking().SingleOrDefaultAsync(cancel);
        IsRunning = Latest?.IsRunning(now) == true;
        if (int.TryParse(Try, out var tried) && (Latest is null || Latest.EndedAt < now - JustEnded))
        {
            // An earlier one is not what is asked for.
            (Latest, NextTry) = (null, tried is >= 0 and < MostTries ? tried + 1 : null);
        }
        else if (!IsRunning)
        {
            mark.Clear(Response);
        }

        if (Request.Headers.ContainsKey("HX-Request"))
        {
            return Partial("_Progress", this);
        }

        if (IsRunning)
        {
            Response.Headers["Refresh"] = SecondsToRefresh;
        }

        return Page();
    }
}
