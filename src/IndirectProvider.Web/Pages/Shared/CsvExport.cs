using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Shared;

/// <summary>Sends a list as a file for spreadsheets. Called from a page's <c>OnGetExportAsync</c>, which <c>_ExportLink</c> leads to.</summary>
public sealed class CsvExport(RecordExport record, FollowExport follow, ExportMark mark, TimeProvider clock, IStringLocalizer<Texts> texts)
{
    /// <summary>Handler and pages of the list say nothing about which rows were chosen.</summary>
    private static readonly string[] NoFilters = ["handler", "p", "size", "open", "after", "before"];

    private const int MostFilters = 20;
    private const int LongestFilter = 200;

    /// <summary>
    /// The rows as a file, recorded in the activity log before the first byte; where there are none, back to the list
    /// with the same filters and a word about it. A person exports one list at a time.
    /// </summary>
    /// <param name="page">The page of the list.</param>
    /// <param name="list">Short name of the list, for file and log, for example "orders".</param>
    /// <param name="rows">The filtered and sorted rows: begun twice, and never held together in memory.</param>
    /// <param name="columns">The columns, headers in the reader's language.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<IActionResult> SendAsync<T>(
        PageModel page, string list, IAsyncEnumerable<T> rows, IReadOnlyList<CsvColumn<T>> columns, CancellationToken cancel)
    {
        // A database reads one thing at a time, so nothing is left open while the log is written.
        if (!await rows.AnyAsync(cancel))
        {
            page.Flash(texts["There is nothing to export."]);
            return page.BackToList();
        }

        var filters = page.Request.Query
            .Where(q => !NoFilters.Contains(q.Key, StringComparer.OrdinalIgnoreCase) && !string.IsNullOrWhiteSpace(q.Value))
            .Take(MostFilters)
            .ToDictionary(q => Shorten(q.Key), q => Shorten(q.Value.ToString()));
        var begun = await follow.BeginAsync(list, cancel);
        if (!begun.Succeeded)
        {
            page.Flash(begun.Errors[0].Text, texts["See how far it is"], ExportMark.Address);
            return page.BackToList();
        }

        await record.ExecuteAsync(new(list, filters), cancel);
        mark.Set(page.Response);
        return new CsvResult<T>($"{list}-{clock.GetUtcNow():yyyy-MM-dd}.csv", rows, columns, begun.Value, follow, clock);
    }

    private static string Shorten(string text) => text.Length <= LongestFilter ? text : text[..LongestFilter];
}

/// <summary>A column of an exported list.</summary>
/// <param name="Header">Its header; for moments it says that they are in UTC.</param>
/// <param name="Value">The row's value: text, number, day or moment.</param>
public sealed record CsvColumn<T>(string Header, Func<T, object?> Value);

/// <summary>The way from an export back to its list.</summary>
public static class ExportWays
{
    /// <summary>To the list with the same filters, for an export that can't be made.</summary>
    public static IActionResult BackToList(this PageModel page) => page.LocalRedirect(page.Request.With(("handler", null), ("p", null)));
}
