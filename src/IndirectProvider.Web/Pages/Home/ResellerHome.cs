using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Home;

/// <summary>A reseller's providers and where its partner agreement stands.</summary>
public sealed record ResellerHome(string Name, string PartnerId, DateTimeOffset? AgreementAcceptedAt, string? AgreementAcceptedBy, IReadOnlyList<PartnerProvider> Providers)
{
    /// <summary>Subscriptions it manages that end within 90 days and need a decision; null for who may not open them.</summary>
    public int? Renewals { get; private init; }

    /// <summary>Subscriptions it is the support contact of; null for who may not open them.</summary>
    public int? Supported { get; private init; }

    /// <summary>Whether the person may change the company's profile.</summary>
    public bool MayChangeProfile { get; private init; }

    private const int RowsShown = 25;

    /// <summary>Reads it.</summary>
    public static async Task<ResellerHome> ReadAsync(
        PortalDbContext db, CurrentMember member, Func<string, Task<bool>> mayAsync, TimeProvider clock, CancellationToken cancel)
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
        var managed = db.ManagedSubscriptions();
        return new ResellerHome(reseller.LegalName, reseller.PartnerId, reseller.AgreementAcceptedAt, reseller.AgreementAcceptedBy, providers)
        {
            Renewals = await mayAsync("Renewals: read")
                ? await db.NeedingDecision(clock.GetUtcNow()).CountAsync(s => managed.Any(m => m.Id == s.Id), cancel)
                : null,
            Supported = await mayAsync("Resellers: support")
                ? await db.Subscriptions.CountAsync(s => s.SupportContactResellerId == member.ResellerId, cancel)
                : null,
            MayChangeProfile = await mayAsync("Resellers: settings"),
        };
    }
}

/// <summary>A provider the reseller serves customers together with.</summary>
public sealed record PartnerProvider(string Name, string SupportEmail, string? SupportPhone, DateTimeOffset Since, int Customers);
