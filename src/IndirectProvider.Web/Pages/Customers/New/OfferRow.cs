using System.Globalization;
using IndirectProvider.Catalog;
using IndirectProvider.Orders;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace IndirectProvider.Web.Pages.Customers.New;

/// <summary>One product of the subscriptions step with its fields.</summary>
/// <param name="Line">What is typed, or the defaults.</param>
/// <param name="Offer">The product; null when it left the catalogue.</param>
/// <param name="Bases">Names of the products one of which this add-on needs.</param>
/// <param name="Resellers">The choices of its reseller.</param>
/// <param name="ResellersAreCut">Whether more resellers are offered once it is picked and the page was sent.</param>
/// <param name="ModelState">Where its errors are.</param>
public sealed record OfferRow(
    DraftLineInput Line,
    Offer? Offer,
    IReadOnlyList<string> Bases,
    IReadOnlyList<SelectListItem> Resellers,
    bool ResellersAreCut,
    ModelStateDictionary ModelState)
{
    private string Key => Line.OfferId ?? "";

    /// <summary>The product's name.</summary>
    public string Name => Offer?.Name ?? Key;

    /// <summary>One sentence in the reader's language.</summary>
    public string Description =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "de" ? Offer?.DescriptionDe ?? "" : Offer?.DescriptionEn ?? "";

    /// <summary>Whether the number of licences can't be chosen.</summary>
    public bool IsFixed => Offer is not null && Offer.MinQuantity == Offer.MaxQuantity;

    /// <summary>Name of a field in the form.</summary>
    public string FieldName(string property) => $"Lines[{Key}].{property}";

    /// <summary>Its id on the page.</summary>
    public string FieldId(string property) => FormField.IdOf(FieldName(property));

    /// <summary>Messages at a field.</summary>
    public IReadOnlyList<string> ErrorsOf(string property) =>
        FormField.ErrorsOf(ModelState.TryGetValue(FieldName(property), out var entry) ? entry : null);

    /// <summary>What is selected first: a year billed monthly where it is sold.</summary>
    public static string DefaultPlan(Offer offer) =>
        (offer.Plans.FirstOrDefault(p => p is { Term: "P1Y", Billing: "monthly" }) ?? offer.Plans[0]).Key;
}
