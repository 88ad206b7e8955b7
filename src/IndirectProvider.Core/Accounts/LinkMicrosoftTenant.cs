using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>
/// A global admin links the Entra tenant that he has just signed in at, and with it his own Microsoft account. What tenant that
/// is comes from the validated token, never from a form.
/// </summary>
public sealed class LinkMicrosoftTenant(PortalDb portal, TenantScope scope, IDatabaseDialect dialect, TimeProvider clock)
{
    /// <summary>Links it.</summary>
    public async Task<Result> ExecuteAsync(EntraIdentity who, CancellationToken cancel)
    {
        var db = portal.Open();
        var admin = await db.Users.SingleAsync(u => u.Id == scope.UserId, cancel);
        if (admin.Organisation is not (OrganisationKind.Provider or OrganisationKind.Reseller) || (admin.Roles & MemberRole.GlobalAdmin) == 0)
        {
            return Error.NotFound;
        }

        if (who.TenantId == EntraIdentity.PersonalAccounts)
        {
            return MicrosoftErrors.PersonalAccount;
        }

        if (await db.MicrosoftTenantOf(admin).AnyAsync(cancel))
        {
            return MicrosoftErrors.TenantLinked;
        }

        if (await db.MicrosoftTenants.AnyAsync(t => t.TenantId == who.TenantId, cancel))
        {
            return MicrosoftErrors.TenantTaken;
        }

        var tenant = MicrosoftTenant.Link(admin, who.TenantId, clock.GetUtcNow());
        db.MicrosoftTenants.Add(tenant);
        db.Record(
            clock, AuditAction.MicrosoftTenantLinked, tenant.Id, $"{tenant.TenantId:D}", new Concerned(tenant.ProviderId, tenant.ResellerId), new { Account = who.UserName });
        return await db.ConnectAsync(clock, admin, who, cancel) is { } refusal ? refusal : await db.SaveMicrosoftAsync(dialect, cancel);
    }
}
