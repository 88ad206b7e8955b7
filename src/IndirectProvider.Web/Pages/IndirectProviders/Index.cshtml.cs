using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using IndirectProvider.Web.Pages.Customers;
using IndirectProvider.Web.Pages.Subscriptions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.IndirectProviders;

/// <summary>The providers a reseller works or worked with; few, so one page holds them all.</summary>
public sealed class IndexModel(PortalDbContext db) : PageModel
{
    public IReadOnlyList<Row> Providers { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        // Counted from what is the reseller's, since a provider has a thousand times more.
        var (seen, reach) = (CustomerFilters.Reach(db)!, SubscriptionFilters.Reach(db)!);
        var customers = await db.Customers.Where(c => seen.Contains(c.Id)).GroupBy(c => c.ProviderId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var subscriptions = await db.Subscriptions.Where(s => reach.Contains(s.Id)).GroupBy(s => s.ProviderId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var partnerships = await db.Partnerships.AsNoTracking()
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
                0,
                0))
            .ToListAsync(cancel);
        Providers = [.. partnerships.Select(p => p with { Customers = customers.GetValueOrDefault(p.Id), Subscriptions = subscriptions.GetValueOrDefault(p.Id) })];
    }

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
