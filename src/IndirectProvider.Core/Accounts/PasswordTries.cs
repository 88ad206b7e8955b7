using System.Linq.Expressions;
using IndirectProvider.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>
/// Compares typed passwords with accounts and locks an account after too many wrong ones. The try is counted before
/// the password is looked at, in conditional updates: many guesses at the same moment get no more tries than one
/// after the other. An unknown account costs the same work as a known one.
/// </summary>
public sealed class PasswordTries(PortalDb portal, IPasswordHasher<PortalUser> hasher, TimeProvider clock)
{
    /// <summary>Wrong tries in a row before an account is locked.</summary>
    public const int Allowed = 5;

    /// <summary>How long it is locked.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    private static string? nobodysHash;

    /// <summary>
    /// Compares. When the password is right the account in the answer has its tries given back, unless a code must follow;
    /// the caller saves.
    /// </summary>
    public async Task<PasswordTry> ExecuteAsync(string userName, string password, CancellationToken cancel)
    {
        var db = portal.Open();
        var normalized = EmailAddress.Normalize(userName);
        var counted = await CountAsync(u => u.NormalizedUserName == normalized, cancel);
        var user = await db.Users.SingleOrDefaultAsync(u => u.NormalizedUserName == normalized, cancel);
        var nobody = nobodysHash ??= hasher.HashPassword(null!, OneTimeToken.Mint().Text);
        var verdict = hasher.VerifyHashedPassword(user!, user?.PasswordHash ?? nobody, password);
        if (user is null || counted == CountedTry.Refused)
        {
            return new PasswordTry(user, Right: false, JustLocked: false);
        }

        var right = verdict != PasswordVerificationResult.Failed && user.PasswordHash is not null;
        if (right && verdict == PasswordVerificationResult.SuccessRehashNeeded)
        {
            user.PasswordHash = hasher.HashPassword(user, password);
        }

        if (right && user.TwoFactorEnabled)
        {
            await TakeBackAsync(user.Id, counted, cancel);
        }
        else if (right)
        {
            user.GiveTriesBack();
        }

        return new PasswordTry(user, right, JustLocked: !right && counted == CountedTry.Last);
    }

    /// <summary>Counts a try before it is looked at.</summary>
    internal async Task<CountedTry> CountAsync(Expression<Func<PortalUser, bool>> account, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var open = portal.Open().Users.Where(account).Where(u => u.LockoutEnd == null || u.LockoutEnd <= now);
        // In this order: who finds neither a try left nor the last one was refused by a lock, never by another's guess between the two.
        var taken = await open.Where(u => u.AccessFailedCount + 1 < Allowed).ExecuteUpdateAsync(
            set => set.SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null).SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount + 1), cancel);
        if (taken > 0)
        {
            return CountedTry.Taken;
        }

        var last = await open.Where(u => u.AccessFailedCount + 1 >= Allowed).ExecuteUpdateAsync(
            set => set.SetProperty(u => u.LockoutEnd, now + Pause).SetProperty(u => u.AccessFailedCount, 0), cancel);
        return last > 0 ? CountedTry.Last : CountedTry.Refused;
    }

    /// <summary>
    /// This try was a right password, which is only half of what is asked for: wrong codes before it stay counted, or who
    /// knows the password could try codes without end.
    /// </summary>
    private Task TakeBackAsync(Guid userId, CountedTry counted, CancellationToken cancel)
    {
        var account = portal.Open().Users.Where(u => u.Id == userId);
        return counted == CountedTry.Last
            ? account.ExecuteUpdateAsync(
                set => set.SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null).SetProperty(u => u.AccessFailedCount, Allowed - 1), cancel)
            : account.Where(u => u.AccessFailedCount > 0).ExecuteUpdateAsync(
                set => set.SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount - 1), cancel);
    }
}

/// <summary>How a try ended.</summary>
/// <param name="User">The account, or null when there is none.</param>
/// <param name="Right">Whether the password was right and a try was left.</param>
/// <param name="JustLocked">Whether this wrong try was one too many.</param>
public sealed record PasswordTry(PortalUser? User, bool Right, bool JustLocked);

/// <summary>Whether a try may be looked at.</summary>
internal enum CountedTry
{
    /// <summary>No: the account is locked, or there is none.</summary>
    Refused,

    /// <summary>Yes.</summary>
    Taken,

    /// <summary>Yes, and if it is wrong the account is locked.</summary>
    Last,
}
