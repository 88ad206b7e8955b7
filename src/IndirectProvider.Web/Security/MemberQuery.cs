using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Security;

/// <summary>
/// The one query of every request: a session that is still good, with its member and what the layout says of it. Compiled once
/// for this portal, since building it anew took a quarter of a list's memory.
/// </summary>
public sealed class MemberQuery(MicrosoftOffer microsoft)
{
    private readonly Func<PortalDbContext, Guid, DateTimeOffset, DateTimeOffset, bool, CancellationToken, Task<MemberRow?>> read = EF.CompileAsyncQuery(
        (PortalDbContext db, Guid id, DateTimeOffset idle, DateTimeOffset old, bool withMicrosoft, CancellationToken cancel) =>
            db.Sessions.AsNoTracking()
                .Where(s => s.Id == id && s.LastSeenAt > idle && s.StartedAt > old)
                .Join(db.Users.Where(u => u.DeletedAt == null && u.DisabledAt == null), s => s.UserId, u => u.Id, (s, u) => new { s, u })
                .Where(x => !withMicrosoft || x.s.ThroughMicrosoft || !db.MicrosoftTenants.Any(t => t.IsRequired
                    && ((x.u.Organisation == OrganisationKind.Provider && t.ProviderId == x.u.ProviderId)
                        || (x.u.Organisation == OrganisationKind.Reseller && t.ResellerId == x.u.ResellerId))))
                .Select(x => new MemberRow(
                    x.s.Id,
                    x.s.LastSeenAt,
                    x.s.ConfirmedAt,
                    x.s.ThroughMicrosoft,
                    x.u.Id,
                    x.u.UserName!,
                    x.u.FirstName,
                    x.u.LastName,
                    x.u.SecurityStamp,
                    x.u.Organisation,
                    x.u.Roles,
                    x.u.IsLimited,
                    x.u.ProviderId,
                    x.u.ResellerId,
                    x.u.CustomerId,
                    x.u.TemporaryPasswordExpiresAt,
                    x.u.TwoFactorEnabled,
                    x.u.CustomerId != null
                        ? db.Customers.Where(c => c.Id == x.u.CustomerId).Select(c => c.CompanyName).FirstOrDefault()
                        : x.u.ResellerId != null
                            ? db.Resellers.Where(r => r.Id == x.u.ResellerId).Select(r => r.LegalName).FirstOrDefault()
                            : db.Providers.Where(p => p.Id == x.u.ProviderId).Select(p => p.DisplayName).FirstOrDefault(),
                    x.u.CustomerId != null
                        ? null
                        : x.u.ResellerId != null
                            ? db.Partnerships
                                .Where(p => p.ResellerId == x.u.ResellerId && p.State == PartnershipState.Active && p.Provider.ResellersNeedSecondFactor)
                                .Select(p => p.Provider.DisplayName).OrderBy(name => name).FirstOrDefault()
                            : db.Providers.Where(p => p.Id == x.u.ProviderId && p.StaffNeedSecondFactor).Select(p => p.DisplayName).FirstOrDefault()))
                .SingleOrDefault());

    /// <summary>Reads it; null when the session has ended or its person may not be here.</summary>
    /// <param name="db">A context that sees all tenants' rows.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="cancel">Cancels.</param>
    internal Task<MemberRow?> ReadAsync(PortalDbContext db, Guid sessionId, DateTimeOffset now, CancellationToken cancel) =>
        read(db, sessionId, now - Session.IdleLife, now - Session.Life, microsoft.IsOn, cancel);
}
