using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>Records that the signed-in person signs out.</summary>
public sealed class SignOut(PortalDb portal, TenantScope scope, TimeProvider clock)
{
    /// <summary>Records it; nothing when nobody is signed in.</summary>
    public async Task ExecuteAsync(CancellationToken cancel)
    {
        var db = portal.Open();
        if (await db.Users.SingleOrDefaultAsync(u => u.Id == scope.Actor.UserId, cancel) is { } user)
        {
            db.RecordAccount(clock, AuditAction.SignedOut, user);
            await db.SaveChangesAsync(cancel);
        }
    }
}
