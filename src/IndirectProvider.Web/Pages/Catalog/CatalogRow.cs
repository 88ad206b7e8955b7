using System.Globalization;
using IndirectProvider.Catalog;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Catalog;

/// <summary>A product of the catalogue in the reader's words.</summary>
/// <param name="Offer">The product.</param>
/// <param name="Names">Names of all products by their ids.</param>
public sealed record CatalogRow(Offer Offer, IReadOnlyDictionary<string, string> Names)
{
    /// <summary>One sentence in the reader's language.</summary>
    public string Description => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "de" ? Offer.DescriptionDe : Offer.DescriptionEn;

    /// <summary>How many licences one subscription may have.</summary>
    public string Licenses => Offer.MinQuantity == Offer.MaxQuantity ? Number(Offer.MinQuantity) : $"{Number(Offer.MinQuantity)}–{Number(Offer.MaxQuantity)}";

    /// <summary>The countries where it is not sold, by name.</summary>
    public IReadOnlyList<string> NotSoldIn =>
        [.. Offer.NotIn.Select(code => Countries.Find(code)?.Name(CultureInfo.CurrentUICulture) ?? code).Order(StringComparer.CurrentCulture)];

    /// <summary>Whether every word stands in its name, id or description.</summary>
    public bool Has(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word =>
        $"{Offer.Name} {Offer.Id} {Offer.DescriptionEn} {Offer.DescriptionDe}".Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Names of other products.</summary>
    public IReadOnlyList<string> NamesOf(IEnumerable<string> ids) => [.. ids.Select(id => Names.GetValueOrDefault(id, id))];

    /// <summary>The terms with the ways to pay each, one line for a term.</summary>
    public IReadOnlyList<string> Plans(IStringLocalizer T) =>
        [.. Offer.Plans.GroupBy(p => p.Term).Select(term => $"{Wording.OfTerm(term.Key, T)}: {string.Join(", ", term.Select(p => Wording.HowOften(p.Billing, T)))}")];

    private static string Number(int number) => number.ToString("N0", CultureInfo.CurrentCulture);
}
