using System.Globalization;
using IndirectProvider.Data;
using IndirectProvider.Organisations;
using IndirectProvider.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Customers;

/// <summary>A provider's market may change as long as nobody it works with is left in another region.</summary>
internal static class MarketMoves
{
    /// <summary>Why the market can't be this country, or null. Asks a context that sees the provider's rows.</summary>
    public static async Task<Error?> RefuseMarketAsync(
        this PortalDbContext db, Provider provider, string country, string field, CancellationToken cancel)
    {
        var market = Countries.Find(country)!;
        if (Countries.Find(provider.Country)?.Region == market.Region)
        {
            return null;
        }

        var partners = await db.Partnerships
            .Where(p => p.ProviderId == provider.Id && p.State == PartnershipState.Active)
            .Select(p => p.Reseller.Address.Country)
            .Distinct()
            .ToListAsync(cancel);
        var customers = await db.Customers.Where(c => c.ProviderId == provider.Id).Select(c => c.Address.Country).Distinct().ToListAsync(cancel);
        var left = partners.Union(customers).Select(Countries.Find).FirstOrDefault(c => c is not null && c.Region != market.Region);
        return left is null
            ? null
            : Error.Invalid(
                field,
                "{0} can't be the market: {1} has resellers or customers outside its region, for example in {2}.",
                market.Name(CultureInfo.CurrentUICulture),
                provider.DisplayName,
                left.Name(CultureInfo.CurrentUICulture));
    }
}
