using System.Globalization;
using IndirectProvider.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages.FindAProvider;

/// <summary>The listed providers by country.</summary>
[PublicPage]
public sealed class IndexModel(ReadDirectory directory) : PageModel
{
    /// <summary>ISO code of the country shown; empty for all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Country { get; set; }

    /// <summary>A part of a name.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>Countries in which a provider is listed, by name.</summary>
    public IReadOnlyList<Country> Markets { get; private set; } = [];

    /// <summary>The country shown, if it is one of them.</summary>
    public Country? Chosen { get; private set; }

    public IReadOnlyList<Group> Groups { get; private set; } = [];

    public int Total => Groups.Sum(g => g.Entries.Count);

    public bool IsSearch => !string.IsNullOrWhiteSpace(Q);

    public bool IsFiltered => IsSearch || !string.IsNullOrEmpty(Country);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        // All of them: there are as many as an installation has providers.
        var all = (await directory.ListAsync(cancel)).GroupBy(e => e.Country)
            .Select(g => new Group(Countries.Find(g.Key)!, [.. g]))
            .OrderBy(g => g.Country.Name(CultureInfo.CurrentUICulture), StringComparer.CurrentCulture)
            .ToList();
        Markets = [.. all.Select(g => g.Country)];
        Chosen = Markets.FirstOrDefault(c => c == Countries.Find(Country));
        var part = SearchText.Normalize(Q ?? "");
        Groups =
        [
            .. all.Where(g => string.IsNullOrEmpty(Country) || g.Country == Chosen)
                .Select(g => g with { Entries = [.. g.Entries.Where(e => Matches(e, part))] })
                .Where(g => g.Entries.Count > 0),
        ];
    }

    private static bool Matches(DirectoryEntry entry, string part) =>
        SearchText.Normalize(entry.DisplayName).Contains(part, StringComparison.Ordinal)
        || SearchText.Normalize(entry.LegalName).Contains(part, StringComparison.Ordinal);

    /// <summary>A country's providers.</summary>
    public sealed record Group(Country Country, IReadOnlyList<DirectoryEntry> Entries);
}
