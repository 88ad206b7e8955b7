using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>The signed-in person connects the Microsoft account that was just signed in with, or disconnects the one connected.</summary>
public sealed class ConnectMicrosoftAccount(PortalDb portal, TenantScope scope, MicrosoftRule rule, IDatabaseDialect dialect, TimeProvider clock)
{
    /// <summary>Connects it, if it is of the tenant that the person's organisation has linked.</summary>
    public async Task<Result> ExecuteAsync(EntraIdentity who, CancellationToken cancel)
    {
        var db = portal.Open();
        var user = await db.Users.SingleAsync(u => u.Id == scope.UserId, cancel);
        if (!await db.MicrosoftTenantOf(user).AnyAsync(t => t.TenantId == who.TenantId, cancel))
        {
            return MicrosoftErrors.OtherTenant;
        }

        return await db.ConnectAsync(clock, user, who, cancel) is { } refusal ? refusal : await db.SaveMicrosoftAsync(dialect, cancel);
    }

    /// <summary>Disconnects it, unless nothing else would be left to sign in with; nothing when none is connected.</summary>
    public async Task<Result> EndAsync(CancellationToken cancel)
    {
        var db = portal.Open();
        var user = await db.Users.SingleAsync(u => u.Id == scope.UserId, cancel);
        var logins = await db.UserLogins.Where(l => l.UserId == user.Id && l.LoginProvider == EntraIdentity.LoginProvider).ToListAsync(cancel);
        if (logins.Count == 0)
        {
            return Result.Done;
        }

        if (await rule.RefuseOtherWaysAsync(user, cancel) is { } refusal)
        {
            return refusal;
        }

        if (user.PasswordHash is null)
        {
            return MicrosoftErrors.OnlyWayIn;
        }

        db.UserLogins.RemoveRange(logins);
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        db.RecordAccount(clock, AuditAction.MicrosoftAccountDisconnected, user);
        return await db.SaveMicrosoftAsync(dialect, cancel);
    }
}
