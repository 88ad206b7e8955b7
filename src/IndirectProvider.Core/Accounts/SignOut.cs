using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>
/// The signed-in person signs out: a copy of the cookie is worth nothing afterwards. All of the person's sessions end.
/// </summary>
public sealed class SignOut(PortalDb portal, TenantScope scope, TimeProvider clock)
{
    /// <summary>Ends the sessions; nothing when nobody is signed in.</summary>
    public async Task ExecuteAsync(CancellationToken cancel)
    {
        var db = portal.Open();
        if (await db.Users.SingleOrDefaultAsync(u => u.Id == scope.Actor.UserId, cancel) is { } user)
        {
            user.EndSessions();
            db.RecordAccount(clock, AuditAction.SignedOut, user);
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Signed out by another click, or the password was changed: the sessions have ended all the same.
                db.ChangeTracker.Clear();
            }
        }
    }
}
