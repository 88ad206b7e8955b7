using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>
/// Demands of an organisation's members that they sign in with Microsoft and in no other way, or stops demanding it. It can
/// only be switched on by somebody who came in that way.
/// </summary>
public sealed class RequireMicrosoft(PortalDbContext db, PortalDb portal, TenantScope scope, IDatabaseDialect dialect, TimeProvider clock)
{
    /// <summary>Demands it; who signed in otherwise is signed out with the next request.</summary>
    public async Task<Result> ExecuteAsync(Guid sessionId, CancellationToken cancel)
    {
        if (!await db.Sessions.AnyAsync(s => s.Id == sessionId && s.ThroughMicrosoft, cancel))
        {
            return MicrosoftErrors.SignInFirst;
        }

        return await ChangeAsync(db, db.MicrosoftTenants, AuditAction.MicrosoftSignInRequired, t => t.Require(), cancel);
    }

    /// <summary>Stops demanding it.</summary>
    public Task<Result> StopAsync(CancellationToken cancel) =>
        ChangeAsync(db, db.MicrosoftTenants, AuditAction.MicrosoftSignInOptional, t => t.AllowOtherWays(), cancel);

    /// <summary>An operator helps an organisation that can't sign in any more.</summary>
    public async Task<Result> StopForAsync(Guid id, CancellationToken cancel)
    {
        var all = portal.Open();
        return scope.Viewpoint == Viewpoint.Operator
            ? await ChangeAsync(all, all.MicrosoftTenants.Where(t => t.Id == id), AuditAction.MicrosoftSignInOptional, t => t.AllowOtherWays(), cancel)
            : Error.NotFound;
    }

    private async Task<Result> ChangeAsync(
        PortalDbContext context, IQueryable<MicrosoftTenant> which, string action, Action<MicrosoftTenant> change, CancellationToken cancel)
    {
        if (await which.SingleOrDefaultAsync(cancel) is not { } tenant)
        {
            return Error.NotFound;
        }

        var before = tenant.IsRequired;
        change(tenant);
        if (tenant.IsRequired == before)
        {
            return Result.Done;
        }

        context.Record(clock, action, tenant.Id, $"{tenant.TenantId:D}", new Concerned(tenant.ProviderId, tenant.ResellerId));
        return await context.SaveMicrosoftAsync(dialect, cancel);
    }
}
