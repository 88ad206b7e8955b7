using IndirectProvider.Audit;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>What the verbs share that somebody proves with a passkey.</summary>
internal static class UsedPasskeys
{
    /// <summary>Notes that a passkey was used; the caller saves.</summary>
    /// <returns>Whose it is, or null when it is none, was removed meanwhile, or has answered this challenge before.</returns>
    public static async Task<PortalUser?> UsePasskeyAsync(this PortalDbContext db, ProvenPasskey? proven, DateTimeOffset now, CancellationToken cancel)
    {
        if (proven is null
            || await db.UserPasskeys.SingleOrDefaultAsync(p => p.CredentialId == proven.Passkey.CredentialId && p.UserId == proven.UserId, cancel) is not { } passkey
            || !passkey.Use(proven, now))
        {
            return null;
        }

        return await db.Users.SingleAsync(u => u.Id == proven.UserId, cancel);
    }

    /// <summary>Saves a use, unless the same answer was sent twice at the same moment: then one of them counts.</summary>
    public static async Task<bool> SaveUseAsync(this PortalDbContext db, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    /// <summary>Writes into the log of an account, or of the portal when it is not known whose it was, that a passkey was refused.</summary>
    public static async Task RecordRefusalAsync(this PortalDbContext db, TimeProvider clock, Guid? userId, CancellationToken cancel)
    {
        if (userId is not null && await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, cancel) is { } user)
        {
            db.RecordAccount(clock, AuditAction.PasskeyFailed, user);
        }
        else
        {
            db.Record(clock, AuditAction.PasskeyFailed, Guid.Empty, "", new Concerned());
        }

        await db.SaveChangesAsync(cancel);
    }
}
