using IndirectProvider.Audit;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>
/// Takes the second factor from somebody who has lost the device and the recovery codes: the password alone signs in again,
/// and every session of that person ends. Whether the signed-in member may do so to this account is for the caller to decide.
/// </summary>
public sealed class RemoveSecondFactor(PortalDbContext own, PortalDb portal, TimeProvider clock)
{
    /// <summary>Removes it; nothing when there is none. An account the member can't see does not exist.</summary>
    public async Task<Result> ExecuteAsync(Guid userId, CancellationToken cancel)
    {
        if (!await own.Users.AnyAsync(u => u.Id == userId && u.DeletedAt == null, cancel))
        {
            return Error.NotFound;
        }

        var db = portal.Open();
        var user = await db.Users.SingleAsync(u => u.Id == userId, cancel);
        if (!user.TwoFactorEnabled)
        {
            return Result.Done;
        }

        await db.DropSecondFactorAsync(user, cancel);
        user.EndSessions();
        db.RecordAccount(clock, AuditAction.SecondFactorRemoved, user);
        try
        {
            await db.SaveChangesAsync(cancel);
            return Result.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Error.Conflict("The account was changed at the same moment. Try again.");
        }
    }
}
