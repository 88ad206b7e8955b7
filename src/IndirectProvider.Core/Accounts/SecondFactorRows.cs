using IndirectProvider.Audit;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>
/// What makes up somebody's second factor: the authenticator app, passkeys, and the recovery codes that stand in for all of
/// them. Every change renews the account's stamp of change, so of two at the same moment one fails and looks again.
/// </summary>
internal static class SecondFactorRows
{
    /// <summary>One more way to prove it is there; the caller saves.</summary>
    /// <returns>The recovery codes to show, where this is the first way; else none.</returns>
    public static List<string> BeginSecondFactor(this PortalDbContext db, TimeProvider clock, PortalUser user)
    {
        var isFirst = !user.TwoFactorEnabled;
        user.RequireSecondFactor();
        if (!isFirst)
        {
            return [];
        }

        var (rows, codes) = RecoveryCode.Mint(user.Id);
        db.RecoveryCodes.AddRange(rows);
        db.RecordAccount(clock, AuditAction.RecoveryCodesMade, user);
        return codes;
    }

    /// <summary>One way less, and with the last one the recovery codes; the caller saves.</summary>
    /// <param name="db">The context.</param>
    /// <param name="user">Whose.</param>
    /// <param name="requiredBy">Who requires a second factor of the person, or null.</param>
    /// <param name="remove">Removes the row.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>Why it must stay, or null.</returns>
    public static async Task<Error?> EndSecondFactorAsync(
        this PortalDbContext db, PortalUser user, string? requiredBy, Action remove, CancellationToken cancel)
    {
        var ways = await db.Authenticators.CountAsync(a => a.UserId == user.Id, cancel) + await db.UserPasskeys.CountAsync(p => p.UserId == user.Id, cancel);
        if (ways > 1)
        {
            remove();
            user.RequireSecondFactor();
            return null;
        }

        if (requiredBy is not null)
        {
            return Error.Conflict("{0} requires a second factor, and this is your last one. Set up another one first.", requiredBy);
        }

        await db.DropSecondFactorAsync(user, cancel);
        return null;
    }

    /// <summary>Removes all of it; the caller saves.</summary>
    public static async Task DropSecondFactorAsync(this PortalDbContext db, PortalUser user, CancellationToken cancel)
    {
        db.Authenticators.RemoveRange(await db.Authenticators.Where(a => a.UserId == user.Id).ToListAsync(cancel));
        db.UserPasskeys.RemoveRange(await db.UserPasskeys.Where(p => p.UserId == user.Id).ToListAsync(cancel));
        db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(c => c.UserId == user.Id).ToListAsync(cancel));
        user.DropSecondFactor();
    }
}
