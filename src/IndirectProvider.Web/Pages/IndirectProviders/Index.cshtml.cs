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
                p.ProviderId,
                p.Provider.DisplayName,
                p.Provider.Country,
                p.Provider.SupportEmail,
                p.Provider.SupportPhone,
                p.Provider.Website,
                p.State,
                p.StartedAt,
                p.EndedAt,
                db.Customers.Count(c => c.ProviderId == p.ProviderId),
                db.Subscriptions.Count(s => s.ProviderId == p.ProviderId)))
            .ToListAsync(cancel);

    /// <summary>A row of the list. Customers and subscriptions are those the reseller has to do with now.</summary>
    public sealed record Row(
        Guid Id,
        string Name,
        string Country,
        string SupportEmail,
        string? SupportPhone,
        string? Website,
        PartnershipState State,
        DateTimeOffset StartedAt,
        DateTimeOffset? EndedAt,
        int Customers,
        int Subscriptions);
}
