using System.Globalization;
using IndirectProvider.Data;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Catalog;

/// <summary>What can be ordered, how and where.</summary>
public sealed class IndexModel(PortalDbContext db, CsvExport export, IStringLocalizer<Texts> texts) : ListPage
{
    private static readonly string[] Terms = ["P1M", "P1Y", "P3Y"];

    [BindProperty(SupportsGet = true)]
    public string? Category { get; set; }

    /// <summary>Country in which the product is sold.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Country { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Term { get; set; }

    public PageOf<CatalogRow> Products { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> CategoryItems { get; private set; } = [];

    public IReadOnlyList<SelectListItem> CountryItems { get; } =
        [.. Countries.All.Select(c => new SelectListItem(c.Name(CultureInfo.CurrentUICulture), c.Code)).OrderBy(c => c.Text, StringComparer.CurrentCulture)];

    public IReadOnlyList<SelectListItem> TermItems => [.. Terms.Select(t => new SelectListItem(Wording.OfTerm(t, texts), t))];

    public override bool IsFiltered =>
        Searched is not null || CategoryItems.Any(c => c.Value.Equals(Category, StringComparison.OrdinalIgnoreCase))
        || Countries.Find(Country) is not null || Filter.OneOf(Term, Terms) is not null;

    public async Task OnGetAsync(CancellationToken cancel) => Products = (await ReadAsync(cancel)).ToPage(PageNumber, PageSize);

    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancel) =>
        await export.SendAsync(this, "catalog", (await ReadAsync(cancel)).ToAsyncEnumerable(), Columns(), cancel);

    private IReadOnlyList<CsvColumn<CatalogRow>> Columns() =>
    [
        new(texts["Product"], p => p.Offer.Name),
        new(texts["Product id"], p => p.Offer.Id),
        new(texts["Category"], p => Wording.OfCategory(p.Offer.Category, texts)),
        new(texts["Description"], p => p.Description),
        new(texts["Fewest licenses"], p => p.Offer.MinQuantity),
        new(texts["Most licenses"], p => p.Offer.MaxQuantity),
        new(texts["Terms and billing"], p => string.Join("; ", p.Plans(texts))),
        new(texts["Trial of"], p => p.Offer.TrialOf is { } paid ? p.NamesOf([paid])[0] : ""),
        new(texts["Add-on to"], p => string.Join("; ", p.NamesOf(p.Offer.AddOnTo))),
        new(texts["One per customer"], p => p.Offer.OnePerCustomer || p.Offer.IsTrial ? texts["Yes"] : texts["No"]),
        new(texts["Upgrades to"], p => string.Join("; ", p.NamesOf(p.Offer.UpgradesTo))),
        new(texts["Not sold in"], p => string.Join("; ", p.NotSoldIn)),
        new(texts["Sold now"], p => p.Offer.IsSellable ? texts["Yes"] : texts["No"]),
    ];

    private async Task<IReadOnlyList<CatalogRow>> ReadAsync(CancellationToken cancel)
    {
        var offers = await db.Offers.AsNoTracking().OrderBy(o => o.NormalizedName).ToListAsync(cancel);
        var names = offers.ToDictionary(o => o.Id, o => o.Name);
        CategoryItems = [.. offers.Select(o => o.Category).Distinct()
            .Select(c => new SelectListItem(Wording.OfCategory(c, texts), c)).OrderBy(c => c.Text, StringComparer.CurrentCulture)];
        var (category, term) = (CategoryItems.FirstOrDefault(c => c.Value.Equals(Category, StringComparison.OrdinalIgnoreCase))?.Value, Filter.OneOf(Term, Terms));
        var rows = offers.Select(o => new CatalogRow(o, names))
            .Where(p => Searched is not { } words || p.Has(words))
            .Where(p => category is null || p.Offer.Category == category)
            .Where(p => Countries.Find(Country) is not { } country || p.Offer.IsSoldIn(country.Code))
            .Where(p => term is null || p.Offer.Plans.Any(plan => plan.Term == term));
        return [.. Sorted(rows)];
    }

    private IEnumerable<CatalogRow> Sorted(IEnumerable<CatalogRow> rows) => Sort switch
    {
        "-product" => rows.Reverse(),
        "category" => rows.OrderBy(p => Wording.OfCategory(p.Offer.Category, texts), StringComparer.CurrentCulture),
        "-category" => rows.OrderByDescending(p => Wording.OfCategory(p.Offer.Category, texts), StringComparer.CurrentCulture),
        _ => rows,
    };
}
