using System.Collections.Concurrent;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Customers;

/// <summary>
/// In which countries a reader's customers are, for the filter. A provider's are found by hopping along an index from country to country,
/// those of who sees only some customers by the first thousands of these. Kept for some minutes, since they hardly change: after the first
/// customer of a country the filter offers it that much later.
/// </summary>
public sealed class CustomerCountries(TimeProvider clock)
{
    private const int Most = 250;
    private const int CustomersRead = 5_000;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<(Viewpoint, Guid, Guid), (DateTimeOffset Until, IReadOnlyList<string> Codes)> known = new();

    /// <summary>Their codes.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(PortalDbContext db, CancellationToken cancel)
    {
        var scope = db.Scope;
        var reader = (scope.Viewpoint, scope.OrganisationId, scope.Viewpoint == Viewpoint.LimitedProvider ? scope.UserId : Guid.Empty);
        var now = clock.GetUtcNow();
        if (known.TryGetValue(reader, out var kept) && kept.Until > now)
        {
            return kept.Codes;
        }

        var codes = await (scope.Viewpoint switch
        {
            Viewpoint.Reseller => OfAsync(db, db.CustomerResellers.Select(r => r.CustomerId), cancel),
            Viewpoint.LimitedProvider => OfAsync(db, db.CustomerTags.Select(t => t.CustomerId), cancel),
            _ => HopAsync(db, cancel),
        });
        known[reader] = (now + Kept, codes);
        return codes;
    }

    private static async Task<List<string>> OfAsync(PortalDbContext db, IQueryable<Guid> customers, CancellationToken cancel)
    {
        var first = customers.OrderBy(id => id).Take(CustomersRead);

        // Told apart here: for that a database would sooner read the countries of all customers there are.
        var countries = await db.Customers.Where(c => first.Contains(c.Id)).Select(c => c.Address.Country).ToListAsync(cancel);
        return [.. countries.Distinct()];
    }

    private static async Task<List<string>> HopAsync(PortalDbContext db, CancellationToken cancel)
    {
        var codes = new List<string>();
        for (var last = ""; codes.Count < Most;)
        {
            var before = last;
            var next = await db.AdministeredCustomers().Where(c => string.Compare(c.Address.Country, before) > 0)
                .OrderBy(c => c.Address.Country).Select(c => c.Address.Country).FirstOrDefaultAsync(cancel);
            if (next is null)
            {
                break;
            }

            codes.Add(last = next);
        }

        return codes;
    }
}
