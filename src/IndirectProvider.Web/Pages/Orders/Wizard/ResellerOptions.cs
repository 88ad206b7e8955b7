using IndirectProvider.Data;
using IndirectProvider.Orders;
using IndirectProvider.Partnerships;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Orders.Wizard;

/// <summary>The choices of an "Indirect reseller" select: nobody, and everybody a transaction may name.</summary>
/// <param name="Items">The choices.</param>
/// <param name="IsCut">Whether there are so many that only those chosen before are offered, and others are found by their PartnerID.</param>
public sealed record ResellerOptions(IReadOnlyList<SelectListItem> Items, bool IsCut = false)
{
    private const int ShortList = 50;

    /// <summary>So many and more are no list to choose from.</summary>
    private const int LongestList = 500;

    /// <summary>Whether it is too long to stand in every line of a page.</summary>
    public bool IsLong => IsCut || Items.Count > ShortList;

    /// <summary>Reads them; whoever was chosen before stays in the list, marked when no longer available, so that a choice never changes silently.</summary>
    /// <param name="db">The database.</param>
    /// <param name="chosen">What was chosen before.</param>
    /// <param name="T">Texts.</param>
    /// <param name="cancel">Cancels.</param>
    /// <param name="most">How many are listed; where there are more, only those chosen before are.</param>
    public static async Task<ResellerOptions> ReadAsync(
        PortalDbContext db, IEnumerable<string?> chosen, IStringLocalizer<Texts> T, CancellationToken cancel, int most = LongestList)
    {
        var items = new List<SelectListItem> { new(T["No indirect reseller"], "") };
        var wanted = chosen.OfType<string>().Where(c => c is not ("" or DraftLineInput.ByPartnerId)).Distinct().ToList();

        // Not sorted by the database, which would read all of them to tell that they are too many.
        var found = await db.ResellersToName().Select(r => new { r.Id, r.LegalName, r.NormalizedName }).Take(most).ToListAsync(cancel);
        var isCut = found.Count == most;
        if (isCut)
        {
            var ids = wanted.Select(Filter.Id).OfType<Guid>().ToList();
            found = await db.ResellersToName().Where(r => ids.Contains(r.Id)).Select(r => new { r.Id, r.LegalName, r.NormalizedName }).ToListAsync(cancel);
        }

        items.AddRange(found.OrderBy(r => r.NormalizedName, StringComparer.Ordinal).Select(r => new SelectListItem(r.LegalName, r.Id.ToString())));
        foreach (var value in wanted)
        {
            if (!items.Exists(i => string.Equals(i.Value, value, StringComparison.OrdinalIgnoreCase)))
            {
                var id = Guid.TryParse(value, out var parsed) ? parsed : Guid.Empty;
                var name = await db.Resellers.Where(r => r.Id == id).Select(r => r.LegalName).SingleOrDefaultAsync(cancel);
                items.Add(new SelectListItem(name is null ? T["Unknown"] : T["{0} (no longer available)", name], value));
            }
        }

        return new ResellerOptions(items, isCut);
    }

    /// <summary>Nobody and one reseller.</summary>
    public IReadOnlyList<SelectListItem> Few(string? chosen) =>
        [.. Items.Where((item, index) => index == 0 || string.Equals(item.Value, chosen, StringComparison.OrdinalIgnoreCase))];

    /// <summary>Name of a choice.</summary>
    public string NameOf(string? chosen) =>
        Items.FirstOrDefault(i => string.Equals(i.Value, chosen ?? "", StringComparison.OrdinalIgnoreCase))?.Text ?? "";
}
