using IndirectProvider.Partnerships;
using IndirectProvider.Web.Pages.Shared;

namespace IndirectProvider.Web.Pages.IndirectResellers;

/// <summary>Finds partnerships by their reseller.</summary>
public static class PartnershipSearch
{
    /// <summary>Those with a reseller or contact of that name, a PartnerID that begins so, or with that id.</summary>
    public static IQueryable<Partnership> Named(this IQueryable<Partnership> partnerships, string words)
    {
        var (name, id) = (SearchText.Normalize(words), Filter.Id(words));
        return partnerships.Where(p =>
            p.Reseller.NormalizedName.Contains(name)
            || p.Reseller.PartnerId.StartsWith(words)
            || p.Reseller.ContactName.Contains(words)
            || p.Reseller.ContactName.ToUpper().Contains(name)
            || p.Reseller.ContactEmail.ToUpper().Contains(name)
            || p.ResellerId == id);
    }
}
