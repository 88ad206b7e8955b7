using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Subscriptions;

/// <summary>
/// Removes users that were deleted 30 days ago, for good, with everything that hangs on the account. The activity log keeps
/// what they did, and that a user was removed, but not who.
/// </summary>
public sealed class PurgeDeletedUsers(PortalDb portal, TimeProvider clock)
{
    private const int AtOnce = 50;

    /// <summary>Removes some. Safe to run at any time, on any number of nodes.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> ExecuteAsync(CancellationToken cancel)
    {
        var db = portal.Open();
        var before = clock.GetUtcNow() - PortalUser.KeptAfterDeletion;
        var users = await db.Users.Where(u => u.DeletedAt <= before).OrderBy(u => u.DeletedAt).Take(AtOnce).ToListAsync(cancel);
        var ids = users.ConvertAll(u => u.Id);
        db.RemoveRange(await db.LicenseAssignments.Where(a => ids.Contains(a.UserId)).ToListAsync(cancel));
        db.RemoveRange(await db.AdminCredentials.Where(c => ids.Contains(c.UserId)).ToListAsync(cancel));
        db.RemoveRange(await db.AccountLinks.Where(l => l.UserId != null && ids.Contains(l.UserId.Value)).ToListAsync(cancel));
        db.RemoveRange(await db.Sessions.Where(s => ids.Contains(s.UserId)).ToListAsync(cancel));
        db.RemoveRange(await db.Authenticators.Where(a => ids.Contains(a.UserId)).ToListAsync(cancel));
        db.RemoveRange(await db.UserPasskeys.Where(p => ids.Contains(p.UserId)).ToListAsync(cancel));
        db.RemoveRange(await db.RecoveryCodes.Where(c => ids.Contains(c.UserId)).ToListAsync(cancel));
        db.RemoveRange(users);
        foreach (var user in users)
        {
            db.Record(clock, AuditAction.UserPurged, user.Id, EmailAddress.DomainOf(user.UserName!), new Concerned(user.ProviderId, CustomerId: user.CustomerId));
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another node was faster, or somebody restored one at the last moment: the next turn looks again.
            return false;
        }

        return users.Count == AtOnce;
    }
}
