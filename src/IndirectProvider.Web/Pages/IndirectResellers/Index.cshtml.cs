using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using IndirectProvider.Web.Pages.IndirectResellers.Invitations;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.IndirectResellers;

/// <summary>The provider's resellers, past ones included.</summary>
public sealed class IndexModel(PortalDbContext db, TimeProvider clock) : PageModel
{
    /// <summary>Part of the name, or the beginning of the PartnerID.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    /// <summary>name, country or since; with a minus before it the other way round.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Sort { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? P { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Size { get; set; }

    public PageOf<Row> Resellers { get; private set; } = null!;

    public int OpenInvitations { get; private set; }

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Q) || !string.IsNullOrEmpty(State);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        OpenInvitations = await db.PartnershipInvitations.Open(clock).CountAsync(cancel);
        Resellers = await Sorted(Filtered())
            .Select(p => new Row(
                p.ResellerId, p.Reseller.LegalName, p.Reseller.PartnerId, p.Reseller.Address.Country, p.Reseller.ContactName, p.Reseller.ContactEmail, p.State, p.StartedAt, p.EndedAt))
            .ToPageAsync(int.TryParse(P, out var p) ? p : 1, int.TryParse(Size, out var size) ? size : 0, cancel);
    }

    private IQueryable<Partnership> Filtered()
    {
        var partnerships = db.Partnerships.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(Q))
        {
            var (name, id) = (SearchText.Normalize(Q), Q.Trim());
            partnerships = partnerships.Where(p => p.Reseller.NormalizedName.Contains(name) || p.Reseller.PartnerId.StartsWith(id));
        }

        return Enum.TryParse<PartnershipState>(State, ignoreCase: true, out var state) ? partnerships.Where(p => p.State == state) : partnerships;
    }

    private IQueryable<Partnership> Sorted(IQueryable<Partnership> partnerships) => Sort switch
    {
        "-name" => partnerships.OrderByDescending(p => p.Reseller.NormalizedName).ThenBy(p => p.Id),
        "country" => partnerships.OrderBy(p => p.Reseller.Address.Country).ThenBy(p => p.Reseller.NormalizedName).ThenBy(p => p.Id),
        "-country" => partnerships.OrderByDescending(p => p.Reseller.Address.Country).ThenBy(p => p.Reseller.NormalizedName).ThenBy(p => p.Id),
        "since" => partnerships.OrderBy(p => p.StartedAt).ThenBy(p => p.Id),
        "-since" => partnerships.OrderByDescending(p => p.StartedAt).ThenBy(p => p.Id),
        _ => partnerships.OrderBy(p => p.Reseller.NormalizedName).ThenBy(p => p.Id),
    };

    /// <summary>A row of the list.</summary>
    public sealed record Row(
        Guid Id, string Name, string PartnerId, string Country, string ContactName, string ContactEmail, PartnershipState State, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);
}
