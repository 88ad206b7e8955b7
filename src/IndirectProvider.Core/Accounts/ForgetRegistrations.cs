using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>
/// Forgets resellers that were registered but not confirmed before their link died: nobody keeps an address or a PartnerID
/// from its owner by registering it.
/// </summary>
public sealed class ForgetRegistrations(PortalDb portal, TimeProvider clock)
{
    /// <summary>Forgets the oldest one. Safe to run at any time, on any number of nodes.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> ExecuteAsync(CancellationToken cancel)
    {
        var db = portal.Open();
        var now = clock.GetUtcNow();
        var tooOld = now - RegisterReseller.LinkLife;

        // Without a password it was not registered but invited.
        var user = await db.Users
            .Where(u => u.Organisation == OrganisationKind.Reseller && !u.EmailConfirmed && u.PasswordHash != null && u.CreatedAt <= tooOld)
            .Where(u => !db.AccountLinks.Any(l => l.UserId == u.Id && l.UsedAt == null && l.ExpiresAt > now))
            .OrderBy(u => u.CreatedAt)
            .FirstOrDefaultAsync(cancel);
        if (user is null)
        {
            return false;
        }

        db.AccountLinks.RemoveRange(await db.AccountLinks.Where(l => l.UserId == user.Id).ToListAsync(cancel));
        db.Users.Remove(user);
        db.Resellers.Remove(await db.Resellers.SingleAsync(r => r.Id == user.ResellerId, cancel));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Registered again at the same moment, or another node was faster; the next round looks again.
            db.ChangeTracker.Clear();
            return false;
        }

        return true;
    }
}
