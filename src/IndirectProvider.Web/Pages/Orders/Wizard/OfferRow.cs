using System.Globalization;
using IndirectProvider.Catalog;
using IndirectProvider.Orders;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace IndirectProvider.Web.Pages.Orders.Wizard;

/// <summary>One product of the subscriptions step with its fields.</summary>
/// <param name="Line">What is typed, or the defaults.</param>
/// <param name="Offer">The product; null when it left the catalogue.</param>
/// <param name="ModelState">Where its errors are.</param>
public sealed record OfferRow(DraftLineInput Line, Offer? Offer, ModelStateDictionary ModelState)
{
    private const string LinePrefix = "Lines[";

    /// <summary>Names of the products one of which this add-on needs.</summary>
    public IReadOnlyList<string> Bases { get; init; } = [];

    /// <summary>The choices of its reseller.</summary>
    public IReadOnlyList<SelectListItem> Resellers { get; init; } = [];

    /// <summary>Whether more resellers are offered once it is picked and the page was sent.</summary>
    public bool ResellersAreCut { get; init; }

    /// <summary>Whether there are so many resellers that others than those offered are found by their PartnerID.</summary>
    public bool ResellersAreMany { get; init; }

    /// <summary>Name of the reseller whose PartnerID was typed; null while it is not verified.</summary>
    public string? Verified { get; init; }

    /// <summary>What the customer has of it already.</summary>
    public IReadOnlyList<OwnedProduct> Owned { get; init; } = [];

    /// <summary>The customer, when it exists already.</summary>
    public Guid? CustomerId { get; init; }

    /// <summary>Address the form is sent to.</summary>
    public string Action { get; init; } = "";

    /// <summary>A suspended subscription that can be reactivated instead of buying another.</summary>
    public OwnedProduct? Suspended => Owned.FirstOrDefault(o => o.State == SubscriptionState.Suspended);

    /// <summary>The product's name.</summary>
    public string Name => Offer?.Name ?? Key;

    /// <summary>One sentence in the reader's language.</summary>
    public string Description =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "de" ? Offer?.DescriptionDe ?? "" : Offer?.DescriptionEn ?? "";

    /// <summary>Whether the number of licences can't be chosen.</summary>
    public bool IsFixed => Offer is not null && Offer.MinQuantity == Offer.MaxQuantity;

    private string Key => Line.OfferId ?? "";

    /// <summary>Name of a field in the form.</summary>
    public string FieldName(string property) => $"{LinePrefix}{Key}].{property}";

    /// <summary>Its id on the page.</summary>
    public string FieldId(string property) => FormField.IdOf(FieldName(property));

    /// <summary>Messages at a field.</summary>
    public IReadOnlyList<string> ErrorsOf(string property) =>
        FormField.ErrorsOf(ModelState.TryGetValue(FieldName(property), out var entry) ? entry : null);

    /// <summary>Its messages with its name, each leading to its field.</summary>
    public IEnumerable<Problem> Problems() =>
        from property in new[] { nameof(Line.OfferId), nameof(Line.Quantity), nameof(Line.Plan), nameof(Line.ResellerId), nameof(Line.PartnerId) }
        from error in ErrorsOf(property)
        select new Problem($"{Name}: {error}", $"#{FieldId(property)}");

    /// <summary>The product that a field belongs to; null when it belongs to none.</summary>
    public static string? OfferIdOf(string field) =>
        field.StartsWith(LinePrefix, StringComparison.Ordinal) && field.IndexOf(']', StringComparison.Ordinal) is > 0 and var end ? field[LinePrefix.Length..end] : null;

    /// <summary>What is selected first: a year billed monthly where it is sold.</summary>
    public static string DefaultPlan(Offer offer) =>
        (offer.Plans.FirstOrDefault(p => p is { Term: "P1Y", Billing: "monthly" }) ?? offer.Plans[0]).Key;
}
