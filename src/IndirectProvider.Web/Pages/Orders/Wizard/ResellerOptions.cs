using IndirectProvider.Data;
using IndirectProvider.Orders;
using IndirectProvider.Partnerships;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Orders.Wizard;

/// <summary>The choices of an "Indirect reseller" select: nobody, and everybody a transaction may name.</summary>
public sealed record ResellerOptions(IReadOnlyList<SelectListItem> Items)
{
    private const int ShortList = 50;

    /// <summary>Whether it is too long to stand in every line of a page.</summary>
    public bool IsLong => Items.Count > ShortList;

    /// <summary>Reads them; whoever was chosen before stays in the list, marked, so that a choice never changes silently.</summary>
    public static async Task<ResellerOptions> ReadAsync(
        PortalDbContext db, IEnumerable<string?> chosen, IStringLocalizer<Texts> T, CancellationToken cancel)
    {
        var items = new List<SelectListItem> { new(T["No indirect reseller"], "") };
        var resellers = await db.ResellersToName().OrderBy(r => r.NormalizedName).ThenBy(r => r.Id)
            .Select(r => new { r.Id, r.LegalName })
            .ToListAsync(cancel);
        items.AddRange(resellers.Select(r => new SelectListItem(r.LegalName, r.Id.ToString())));
        foreach (var value in chosen.OfType<string>().Where(c => c is not ("" or DraftLineInput.ByPartnerId)).Distinct().ToList())
        {
            if (!items.Exists(i => string.Equals(i.Value, value, StringComparison.OrdinalIgnoreCase)))
            {
                var id = Guid.TryParse(value, out var parsed) ? parsed : Guid.Empty;
                var name = await db.Resellers.Where(r => r.Id == id).Select(r => r.LegalName).SingleOrDefaultAsync(cancel);
                items.Add(new SelectListItem(name is null ? T["Unknown"] : T["{0} (no longer available)", name], value));
            }
        }

        return new ResellerOptions(items);
    }

    /// <summary>Nobody and one reseller.</summary>
    public IReadOnlyList<SelectListItem> Few(string? chosen) =>
        [.. Items.Where((item, index) => index == 0 || string.Equals(item.Value, chosen, StringComparison.OrdinalIgnoreCase))];

    /// <summary>Name of a choice.</summary>
    public string NameOf(string? chosen) =>
        Items.FirstOrDefault(i => string.Equals(i.Value, chosen ?? "", StringComparison.OrdinalIgnoreCase))?.Text ?? "";
}
