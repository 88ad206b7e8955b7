using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>The signed-in person signs out: a copy of the cookie is worth nothing afterwards.</summary>
public sealed class SignOut(PortalDb portal, Sessions sessions, TenantScope scope, TimeProvider clock)
{
    /// <summary>Ends the browser's session; nothing when nobody is signed in.</summary>
    public async Task ExecuteAsync(Guid sessionId, CancellationToken cancel)
    {
        var db = portal.Open();
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == scope.Actor.UserId, cancel) is { } user)
        {
            await sessions.EndAsync(sessionId, cancel);
            db.RecordAccount(clock, AuditAction.SignedOut, user);
            await db.SaveChangesAsync(cancel);
        }
    }
}
