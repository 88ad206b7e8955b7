using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Home;

/// <summary>A reseller's providers and where its partner agreement stands.</summary>
public sealed record ResellerHome(string Name, string PartnerId, DateTimeOffset? AgreementAcceptedAt, string? AgreementAcceptedBy, IReadOnlyList<PartnerProvider> Providers)
{
    private const int RowsShown = 25;

    /// <summary>Reads it.</summary>
    public static async Task<ResellerHome> ReadAsync(PortalDbContext db, CancellationToken cancel)
    {
        var reseller = await db.Resellers.AsNoTracking()
            .Select(r => new { r.LegalName, r.PartnerId, r.AgreementAcceptedAt, r.AgreementAcceptedBy })
            .SingleAsync(cancel);
        var providers = await db.Partnerships.AsNoTracking()
            .Where(p => p.State == PartnershipState.Active)
            .OrderBy(p => p.Provider.DisplayName)
            .Take(RowsShown)
            .Select(p => new PartnerProvider(
                p.Provider.DisplayName,
                p.Provider.SupportEmail,
                p.Provider.SupportPhone,
                p.StartedAt,
                db.CustomerResellers.Count(c => c.ProviderId == p.ProviderId)))
            .ToListAsync(cancel);
        return new ResellerHome(reseller.LegalName, reseller.PartnerId, reseller.AgreementAcceptedAt, reseller.AgreementAcceptedBy, providers);
    }
}

/// <summary>A provider the reseller serves customers together with.</summary>
public sealed record PartnerProvider(string Name, string SupportEmail, string? SupportPhone, DateTimeOffset Since, int Customers);
