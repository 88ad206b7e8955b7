using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Customers;

/// <summary>The provider's customers, newest first.</summary>
public sealed class IndexModel(PortalDbContext db) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>Id of the reseller that manages the account.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Reseller { get; set; }

    /// <summary>"name" for alphabetical; else newest first.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Sort { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? P { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Size { get; set; }

    public PageOf<Row> Customers { get; private set; } = null!;

    public IReadOnlyList<ResellerChoice> Resellers { get; private set; } = [];

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Q) || !string.IsNullOrEmpty(Reseller);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var customers = db.Customers.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(Q))
        {
            var name = SearchText.Normalize(Q);
            var domain = Q.Trim().ToLowerInvariant();
            customers = customers.Where(c => c.NormalizedName.Contains(name) || c.Domain.StartsWith(domain) || c.ContactEmail.StartsWith(domain));
        }

        if (Guid.TryParse(Reseller, out var resellerId))
        {
            customers = customers.Where(c => c.Resellers.Any(r => r.ResellerId == resellerId && r.EndedAt == null));
        }

        customers = Sort == "name"
            ? customers.OrderBy(c => c.NormalizedName).ThenBy(c => c.Id)
            : customers.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id);
        Customers = await customers
            .Select(c => new Row(
                c.Id,
                c.CompanyName,
                c.Domain,
                c.Address.Country,
                c.Resellers.Where(a => a.EndedAt == null)
                    .Join(db.Resellers, a => a.ResellerId, r => r.Id, (_, r) => r.LegalName).ToList(),
                db.Subscriptions.Count(s => s.CustomerId == c.Id && s.State == SubscriptionState.Active),
                c.CreatedAt))
            .ToPageAsync(int.TryParse(P, out var p) ? p : 1, int.TryParse(Size, out var size) ? size : 0, cancel);
        Resellers = await db.Partnerships.AsNoTracking()
            .Where(x => x.State == PartnershipState.Active)
            .OrderBy(x => x.Reseller.NormalizedName)
            .Select(x => new ResellerChoice(x.ResellerId, x.Reseller.LegalName))
            .Take(500)
            .ToListAsync(cancel);
    }

    /// <summary>A row of the list.</summary>
    public sealed record Row(
        Guid Id, string CompanyName, string Domain, string Country, IReadOnlyList<string> ResellerNames, int ActiveSubscriptions, DateTimeOffset CreatedAt);

    /// <summary>A choice of the reseller filter.</summary>
    public sealed record ResellerChoice(Guid Id, string Name);
}
