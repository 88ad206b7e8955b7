using System.Globalization;
using IndirectProvider.Catalog;

namespace IndirectProvider.Orders;

/// <summary>
/// What may be ordered together, for a new customer or in addition to what an existing one has. Every blocker is said
/// at its line; the field is <c>Lines[offer id].Property</c>, so a message finds its line however the list is filtered.
/// </summary>
public static class LineRules
{
    /// <summary>The terms of all picked lines, or every error.</summary>
    public static Result<IReadOnlyList<OrderLineTerms>> Check(IReadOnlyList<DraftLineInput> lines, LineFacts facts)
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
            var blockers = facts.Offers.TryGetValue(id, out var offer)
                ? Blocker(offer, facts, ids).Concat(FieldErrors(line, offer, facts)).ToList()
                : [At(id, nameof(line.OfferId), "This product is no longer sold. Untick it.")];
            if (terms.Exists(t => t.OfferId == id))
            {
                blockers.Add(At(id, nameof(line.OfferId), "This product is in the order already."));
            }

            errors.AddRange(blockers);
            if (blockers.Count == 0)
            {
                terms.Add(new OrderLineTerms(
                    id, offer!.Name, ReadQuantity(line)!.Value, PlanOf(line, offer)!, offer.IsTrial, ResellerOf(line, facts)));
            }
        }

        return errors.Count > 0 ? Result<IReadOnlyList<OrderLineTerms>>.Failed(errors) : terms;
    }

    /// <summary>The number typed, or null when it is none.</summary>
    public static int? ReadQuantity(DraftLineInput line) =>
        int.TryParse(line.Quantity?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var quantity) ? quantity : null;

    /// <summary>What keeps a product from being ordered at all: the first thing only, since it must be unticked then.</summary>
    private static IEnumerable<Error> Blocker(Offer offer, LineFacts facts, HashSet<string> picked)
    {
        const string field = nameof(DraftLineInput.OfferId);
        if (!offer.IsSellable)
        {
            yield return At(offer.Id, field, "This product is no longer sold. Untick it.");
        }
        else if (!offer.IsSoldIn(facts.Country.Code))
        {
            yield return At(offer.Id, field, "This product is not sold in {0}. Untick it.", facts.Country.Name(CultureInfo.CurrentUICulture));
        }
        else if (offer.IsTrial && facts.Owned.EverOrdered.Contains(offer.Id))
        {
            yield return At(offer.Id, field, "This customer has had this trial already. Untick it.");
        }
        else if (facts.Owned.Suspended(offer.Id) is not null)
        {
            yield return At(offer.Id, field, "This customer has a suspended subscription of this product. Reactivate that one, and untick this.");
        }
        else if (offer.OnePerCustomer && facts.Owned.Has(offer.Id))
        {
            yield return At(offer.Id, field, "A customer can have this product only once, and this one has it already. Untick it.");
        }
        else if (offer.AddOnTo.Count > 0 && !offer.AddOnTo.Any(b => picked.Contains(b) || facts.Owned.Uses(b)))
        {
            var bases = string.Join(", ", offer.AddOnTo.Where(facts.Offers.ContainsKey).Select(id => facts.Offers[id].Name));
            yield return ReferenceEquals(facts.Owned, OwnedProducts.None)
                ? At(offer.Id, field, "This add-on needs one of these in the same order: {0}.", bases)
                : At(offer.Id, field, "This add-on needs one of these, active or in the same order: {0}.", bases);
        }
    }

    private static IEnumerable<Error> FieldErrors(DraftLineInput line, Offer offer, LineFacts facts)
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

        if (line.ResellerId == DraftLineInput.ByPartnerId)
        {
            foreach (var error in facts.PartnerIds[line.PartnerId ?? ""].Errors)
            {
                yield return At(offer.Id, nameof(line.PartnerId), error.Template, error.Arguments);
            }
        }
        else if (!string.IsNullOrWhiteSpace(line.ResellerId) && (ReadReseller(line) is not { } reseller || !facts.Resellers.Contains(reseller)))
        {
            yield return At(offer.Id, nameof(line.ResellerId), CheckDraft.ResellerGone);
        }
    }

    private static OfferPlan? PlanOf(DraftLineInput line, Offer offer) => offer.Plans.FirstOrDefault(p => p.Key == line.Plan);

    private static Guid? ResellerOf(DraftLineInput line, LineFacts facts) =>
        line.ResellerId == DraftLineInput.ByPartnerId ? facts.PartnerIds[line.PartnerId ?? ""].Value!.Id : ReadReseller(line);

    private static Guid? ReadReseller(DraftLineInput line) => Guid.TryParse(line.ResellerId, out var id) ? id : null;

    private static Error At(string offerId, string property, string template, params object[] arguments) =>
        Error.Invalid($"Lines[{offerId}].{property}", template, arguments);
}
