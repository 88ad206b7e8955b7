using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Home;

/// <summary>A reseller's providers and where its partner agreement stands. Counts stop at <see cref="Most"/>.</summary>
public sealed record ResellerHome(string Name, string PartnerId, DateTimeOffset? AgreementAcceptedAt, string? AgreementAcceptedBy, IReadOnlyList<PartnerProvider> Providers)
{
    /// <summary>Subscriptions it manages that end within 90 days and need a decision; null for who may not open them.</summary>
    public int? Renewals { get; private init; }

    /// <summary>Subscriptions it is the support contact of; null for who may not open them.</summary>
    public int? Supported { get; private init; }

    /// <summary>Whether the person may change the company's profile.</summary>
    public bool MayChangeProfile { get; private init; }

    /// <summary>Counts beyond this are shown as "more than".</summary>
    public const int Most = 99;

    private const int RowsShown = 25;

    /// <summary>Reads it.</summary>
    public static async Task<ResellerHome> ReadAsync(
        PortalDbContext db, CurrentMember member, Func<string, Task<bool>> mayAsync, TimeProvider clock, CancellationToken cancel)
    {
        var (mayReadRenewals, maySupport) = (await mayAsync("Renewals: read"), await mayAsync("Resellers: support"));
        var (needing, resellerId) = (db.NeedingDecision(clock.GetUtcNow()), member.ResellerId);

        // What it manages it is credited on, or belongs to customers it administers: an index for each, and none for either.
        var credited = needing.Where(s => s.ResellerId == resellerId);
        var administered = db.CustomerResellers.SelectMany(r => needing.Where(s => s.ProviderId == r.ProviderId && s.CustomerId == r.CustomerId && s.ResellerId != resellerId));
        var supported = db.Subscriptions.Where(s => s.SupportContactResellerId == resellerId);
        var reseller = await db.Resellers.AsNoTracking()
            .Select(r => new
            {
                r.LegalName,
                r.PartnerId,
                r.AgreementAcceptedAt,
                r.AgreementAcceptedBy,
                Credited = mayReadRenewals ? credited.Take(Most + 1).Count() : (int?)null,
                Administered = mayReadRenewals ? administered.Take(Most + 1).Count() : (int?)null,
                Supported = maySupport ? supported.Take(Most + 1).Count() : (int?)null,
            })
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
                db.CustomerResellers.Where(c => c.ProviderId == p.ProviderId).Take(Keyset.MostCounted + 1).Count()))
            .ToListAsync(cancel);
        return new ResellerHome(reseller.LegalName, reseller.PartnerId, reseller.AgreementAcceptedAt, reseller.AgreementAcceptedBy, providers)
        {
            Renewals = reseller.Credited + reseller.Administered,
            Supported = reseller.Supported,
            MayChangeProfile = await mayAsync("Resellers: settings"),
        };
    }
}

/// <summary>A provider the reseller serves customers together with.</summary>
public sealed record PartnerProvider(string Name, string SupportEmail, string? SupportPhone, DateTimeOffset Since, int Customers);
