using System.Linq.Expressions;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>The signed-in person signs out in other browsers.</summary>
public sealed class EndSessions(PortalDb portal, TenantScope scope, TimeProvider clock)
{
    /// <summary>Ends one of the person's sessions; one that has ended, or is somebody else's, does not exist.</summary>
    public async Task<Result> ExecuteAsync(Guid sessionId, CancellationToken cancel) =>
        await EndAsync(s => s.Id == sessionId, cancel) == 1 ? Result.Done : Error.NotFound;

    /// <summary>Ends all of them but one.</summary>
    public async Task<Result> ExecuteButAsync(Guid sessionId, CancellationToken cancel)
    {
        await EndAsync(s => s.Id != sessionId, cancel);
        return Result.Done;
    }

    private async Task<int> EndAsync(Expression<Func<Session, bool>> which, CancellationToken cancel)
    {
        var db = portal.Open();
        var ended = await db.Sessions.Where(s => s.UserId == scope.UserId).Where(which).ExecuteDeleteAsync(cancel);
        if (ended > 0)
        {
            var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == scope.UserId, cancel);
            db.RecordAccount(clock, AuditAction.SessionsEnded, user, details: new { Browsers = ended });
            await db.SaveChangesAsync(cancel);
        }

        return ended;
    }
}
