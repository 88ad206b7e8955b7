using IndirectProvider.Data;
using IndirectProvider.Web.Pages.IndirectResellers;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Shared;

/// <summary>The provider's resellers in a filter: chosen from a list while they are few, else typed.</summary>
/// <param name="Items">The choices; null when there are so many that a word of the name or the PartnerID is typed.</param>
public sealed record PartnerChoice(IReadOnlyList<SelectListItem>? Items)
{
    private const int MostItems = 50;
    private const int MostFound = 20;

    /// <summary>Reads the choices.</summary>
    public static async Task<PartnerChoice> ReadAsync(PortalDbContext db, CancellationToken cancel)
    {
        var items = await db.Partnerships.AsNoTracking().OrderBy(p => p.Reseller.NormalizedName).Take(MostItems + 1)
            .Select(p => new SelectListItem(p.Reseller.LegalName, p.ResellerId.ToString())).ToListAsync(cancel);
        return new(items.Count > MostItems ? null : items);
    }

    /// <summary>The resellers that a value of the filter means; null when it means nothing, and nobody's id when it means none of them.</summary>
    public async Task<IReadOnlyList<Guid>?> FindAsync(PortalDbContext db, string? value, CancellationToken cancel)
    {
        if (Items is not null)
        {
            return Items.Any(item => item.Value.Equals(value, StringComparison.OrdinalIgnoreCase)) ? [Guid.Parse(value!)] : null;
        }

        if (Filter.Words(value) is not { } words)
        {
            return null;
        }

        var found = await db.Partnerships.AsNoTracking().Named(words, db).OrderBy(p => p.ResellerId).Take(MostFound).Select(p => p.ResellerId).ToListAsync(cancel);
        return found.Count > 0 ? found : [Guid.Empty];
    }
}
