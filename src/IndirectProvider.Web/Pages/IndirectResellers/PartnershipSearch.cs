using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using IndirectProvider.Web.Pages.Shared;

namespace IndirectProvider.Web.Pages.IndirectResellers;

/// <summary>Finds partnerships by their reseller.</summary>
public static class PartnershipSearch
{
    /// <summary>Those whose reseller has words of name, contact or PartnerID that begin so, or that id.</summary>
    public static IQueryable<Partnership> Named(this IQueryable<Partnership> partnerships, string words, PortalDbContext db)
    {
        if (Filter.Id(words) is { } id)
        {
            return partnerships.Where(p => p.ResellerId == id);
        }

        var ranges = SearchWords.Sought(words);
        return ranges.Count == 0 ? partnerships.Where(p => false) : ranges.Aggregate(partnerships, (found, range) =>
        {
            var (from, to) = (range.From, range.To);
            var named = db.ResellerWords.Where(w => string.Compare(w.Word, from) >= 0 && string.Compare(w.Word, to) < 0).Select(w => w.ResellerId);
            return found.Where(p => named.Contains(p.ResellerId));
        });
    }
}
