using System.Globalization;
using IndirectProvider.Catalog;

namespace IndirectProvider.Orders;

/// <summary>
/// What may be ordered together for a new customer. Every blocker is said at its line; the field is
/// <c>Lines[offer id].Property</c>, so a message finds its line however the list is filtered.
/// </summary>
public static class LineRules
{
    /// <summary>The terms of all picked lines, or every error.</summary>
    /// <param name="lines">What was typed.</param>
    /// <param name="offers">The catalogue by id.</param>
    /// <param name="country">The customer's country.</param>
    /// <param name="resellers">The resellers that may be named.</param>
    public static Result<IReadOnlyList<OrderLineTerms>> Check(
        IReadOnlyList<DraftLineInput> lines, IReadOnlyDictionary<string, Offer> offers, Country country, IReadOnlySet<Guid> resellers)
    {
        var picked = lines.Where(l => l.Picked).ToList();
        if (picked.Count == 0)
        {
            return Error.Invalid("Lines", "Pick at least one product.");
        }

        var errors = new List<Error>();
        var terms = new List<OrderLineTerms>();
        var ids = picked.Select(l => l.OfferId ?? "").ToHashSet(StringComparer.Ordinal);
        foreach (var line in picked)
        {
            var id = line.OfferId ?? "";
            var blockers = offers.TryGetValue(id, out var offer)
                ? Blockers(line, offer, offers, country, ids).Concat(FieldErrors(line, offer, resellers)).ToList()
                : [At(id, nameof(line.OfferId), "This product is no longer sold. Untick it.")];
            if (terms.Exists(t => t.OfferId == id))
            {
                blockers.Add(At(id, nameof(line.OfferId), "This product is in the order already."));
            }

            errors.AddRange(blockers);
            if (blockers.Count == 0)
            {
                terms.Add(new OrderLineTerms(
                    id, offer!.Name, ReadQuantity(line)!.Value, PlanOf(line, offer)!, offer.IsTrial, ReadReseller(line)));
            }
        }

        return errors.Count > 0 ? Result<IReadOnlyList<OrderLineTerms>>.Failed(errors) : terms;
    }

    /// <summary>The number typed, or null when it is none.</summary>
    public static int? ReadQuantity(DraftLineInput line) =>
        int.TryParse(line.Quantity?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var quantity) ? quantity : null;

    private static IEnumerable<Error> Blockers(
        DraftLineInput line, Offer offer, IReadOnlyDictionary<string, Offer> offers, Country country, HashSet<string> picked)
    {
        if (!offer.IsSellable)
        {
            yield return At(offer.Id, nameof(line.OfferId), "This product is no longer sold. Untick it.");
        }
        else if (!offer.IsSoldIn(country.Code))
        {
            yield return At(offer.Id, nameof(line.OfferId), "This product is not sold in {0}. Untick it.", country.Name(CultureInfo.CurrentUICulture));
        }
        else if (offer.AddOnTo.Count > 0 && !offer.AddOnTo.Any(picked.Contains))
        {
            var bases = offer.AddOnTo.Where(offers.ContainsKey).Select(id => offers[id].Name);
            yield return At(offer.Id, nameof(line.OfferId), "This add-on needs one of these in the same order: {0}.", string.Join(", ", bases));
        }
    }

    private static IEnumerable<Error> FieldErrors(DraftLineInput line, Offer offer, IReadOnlySet<Guid> resellers)
    {
        var quantity = ReadQuantity(line);
        if (quantity is null || quantity < offer.MinQuantity || quantity > offer.MaxQuantity)
        {
            yield return offer.MinQuantity == offer.MaxQuantity
                ? At(offer.Id, nameof(line.Quantity), "This product has a fixed number of licenses: {0}.", offer.MinQuantity)
                : At(offer.Id, nameof(line.Quantity), "Enter a whole number from {0} to {1}.", offer.MinQuantity, offer.MaxQuantity);
        }

        if (PlanOf(line, offer) is null)
        {
            yield return At(offer.Id, nameof(line.Plan), "Choose a term and billing plan.");
        }

        if (!string.IsNullOrWhiteSpace(line.ResellerId) && (ReadReseller(line) is not { } reseller || !resellers.Contains(reseller)))
        {
            yield return At(offer.Id, nameof(line.ResellerId), CheckDraft.ResellerGone);
        }
    }

    private static OfferPlan? PlanOf(DraftLineInput line, Offer offer) => offer.Plans.FirstOrDefault(p => p.Key == line.Plan);

    private static Guid? ReadReseller(DraftLineInput line) => Guid.TryParse(line.ResellerId, out var id) ? id : null;

    private static Error At(string offerId, string property, string template, params object[] arguments) =>
        Error.Invalid($"Lines[{offerId}].{property}", template, arguments);
}
