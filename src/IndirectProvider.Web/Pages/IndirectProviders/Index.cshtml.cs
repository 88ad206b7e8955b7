using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.IndirectProviders;

/// <summary>The providers a reseller works or worked with; few, so one page holds them all.</summary>
public sealed class IndexModel(PortalDbContext db) : PageModel
{
    public IReadOnlyList<Row> Providers { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) =>
        Providers = await db.Partnerships.AsNoTracking()
            .OrderBy(p => p.State == PartnershipState.Active ? 0 : 1)
            .ThenBy(p => p.Provider.DisplayName)
            .Select(p => new Row(
                p.ProviderId, p.Provider.DisplayName, p.Provider.Country, p.Provider.SupportEmail, p.Provider.SupportPhone, p.State, p.StartedAt, p.EndedAt))
            .ToListAsync(cancel);

    /// <summary>A row of the list.</summary>
    public sealed record Row(
        Guid Id, string Name, string Country, string SupportEmail, string? SupportPhone, PartnershipState State, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);
}
