using IndirectProvider.Audit;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>
/// Compares typed codes with somebody's authenticator app and recovery codes. A wrong one counts like a wrong password, and
/// a code that is right is used up in the same moment: of many uses at once one succeeds.
/// </summary>
public sealed class SecondFactorTries(PortalDb portal, PasswordTries tries, Sealer sealer, TimeProvider clock)
{
    /// <summary>
    /// Compares, and adds to the activity log what is to be said about it. When the code is right the account has its tries
    /// given back; the caller saves.
    /// </summary>
    /// <returns>The account, or null when the code is not right or no try is left.</returns>
    public async Task<PortalUser?> ExecuteAsync(Guid userId, string code, CancellationToken cancel)
    {
        var db = portal.Open();
        var counted = await tries.CountAsync(u => u.Id == userId, cancel);
        var user = await db.Users.SingleAsync(u => u.Id == userId, cancel);
        await db.Entry(user).ReloadAsync(cancel);
        var actor = await db.ActorOfAsync(user, cancel);
        if (counted != CountedTry.Refused && user.TwoFactorEnabled)
        {
            if (await UseCodeAsync(db, userId, code, cancel))
            {
                user.GiveTriesBack();
                return user;
            }

            if (RecoveryCode.TryHash(code) is { } hash
                && await db.RecoveryCodes.Where(c => c.UserId == userId && c.Hash == hash).ExecuteDeleteAsync(cancel) == 1)
            {
                user.GiveTriesBack();
                var left = await db.RecoveryCodes.CountAsync(c => c.UserId == userId, cancel);
                db.RecordAccount(clock, AuditAction.RecoveryCodeUsed, user, actor, new { Left = left });
                return user;
            }
        }

        db.RecordAccount(clock, counted == CountedTry.Last ? AuditAction.LockedOut : AuditAction.SecondFactorFailed, user);
        return null;
    }

    private async Task<bool> UseCodeAsync(PortalDbContext db, Guid userId, string code, CancellationToken cancel)
    {
        var row = await db.Authenticators.AsNoTracking().SingleOrDefaultAsync(a => a.UserId == userId, cancel);
        return row is not null
            && AuthenticatorSecret.Open(sealer, userId, row.SealedSecret).StepOf(code, clock.GetUtcNow()) is { } step
            && await db.Authenticators.Where(a => a.UserId == userId && a.LastStep < step)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.LastStep, step), cancel) == 1;
    }
}
