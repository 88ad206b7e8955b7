using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>
/// Ends sign-in with Microsoft for the acting organisation: the tenant is free again, all its members' Microsoft accounts are
/// disconnected, and nothing requires them any more.
/// </summary>
public sealed class UnlinkMicrosoftTenant(PortalDbContext own, PortalDb portal, IDatabaseDialect dialect, TimeProvider clock)
{
    /// <summary>Ends it.</summary>
    public async Task<Result> ExecuteAsync(CancellationToken cancel)
    {
        if (await own.MicrosoftTenants.Select(t => (Guid?)t.Id).SingleOrDefaultAsync(cancel) is not { } id)
        {
            return Error.NotFound;
        }

        var db = portal.Open();
        if (await db.MicrosoftTenants.SingleOrDefaultAsync(t => t.Id == id, cancel) is not { } tenant)
        {
            return Error.NotFound;
        }

        var members = tenant.ResellerId is { } reseller
            ? db.Users.Where(u => u.Organisation == OrganisationKind.Reseller && u.ResellerId == reseller)
            : db.Users.Where(u => u.Organisation == OrganisationKind.Provider && u.ProviderId == tenant.ProviderId);
        var accounts = await db.MicrosoftAccountsOf(members).ToListAsync(cancel);
        db.UserLogins.RemoveRange(accounts);
        db.MicrosoftTenants.Remove(tenant);
        db.Record(
            clock, AuditAction.MicrosoftTenantUnlinked, tenant.Id, $"{tenant.TenantId:D}", new Concerned(tenant.ProviderId, tenant.ResellerId),
            new { Disconnected = accounts.Count });
        return await db.SaveMicrosoftAsync(dialect, cancel);
    }
}
