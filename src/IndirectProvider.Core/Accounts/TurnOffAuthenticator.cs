using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>The signed-in person stops using the authenticator app; its recovery codes go with it.</summary>
public sealed class TurnOffAuthenticator(PortalDb portal, TenantScope scope, TimeProvider clock)
{
    /// <summary>Turns it off; nothing when it is off.</summary>
    public async Task<Result> ExecuteAsync(CancellationToken cancel)
    {
        var db = portal.Open();
        var user = await db.Users.SingleAsync(u => u.Id == scope.UserId, cancel);
        if (!user.TwoFactorEnabled)
        {
            return Result.Done;
        }

        await db.DropSecondFactorAsync(user, cancel);
        db.RecordAccount(clock, AuditAction.AuthenticatorTurnedOff, user);
        try
        {
            await db.SaveChangesAsync(cancel);
            return Result.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Error.Conflict("Your security settings were changed at the same moment. Try again.");
        }
    }
}

internal static class SecondFactorRows
{
    /// <summary>Removes what makes up somebody's second factor; the caller saves.</summary>
    public static async Task DropSecondFactorAsync(this PortalDbContext db, PortalUser user, CancellationToken cancel)
    {
        db.Authenticators.RemoveRange(await db.Authenticators.Where(a => a.UserId == user.Id).ToListAsync(cancel));
        db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(c => c.UserId == user.Id).ToListAsync(cancel));
        user.DropSecondFactor();
    }
}
