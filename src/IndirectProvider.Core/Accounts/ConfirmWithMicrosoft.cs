using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>The signed-in person proves once more who they are by signing in at Microsoft again.</summary>
public sealed class ConfirmWithMicrosoft(PortalDb portal, TenantScope scope, TimeProvider clock)
{
    /// <summary>Confirms it for one session.</summary>
    public async Task<Result> ExecuteAsync(Guid sessionId, EntraIdentity who, CancellationToken cancel)
    {
        var db = portal.Open();
        var user = await db.Users.SingleAsync(u => u.Id == scope.UserId, cancel);
        if (!await db.HasConnectedAsync(user.Id, who, cancel) || !await db.MicrosoftTenantOf(user).AnyAsync(t => t.TenantId == who.TenantId, cancel))
        {
            return MicrosoftErrors.OtherAccount;
        }

        var now = clock.GetUtcNow();
        await db.Sessions.Where(s => s.Id == sessionId && s.UserId == scope.UserId)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.ConfirmedAt, now), cancel);
        db.RecordAccount(clock, AuditAction.IdentityConfirmed, user, details: new { Method = nameof(SignInMethod.Microsoft) });
        await db.SaveChangesAsync(cancel);
        return Result.Done;
    }
}
