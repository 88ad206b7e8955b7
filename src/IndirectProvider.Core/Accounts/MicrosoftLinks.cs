using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>What the verbs of sign-in with Microsoft share. Only staff of providers and resellers has any part in it.</summary>
internal static class MicrosoftLinks
{
    /// <summary>The tenant linked to somebody's organisation; none for operators and customers' people.</summary>
    public static IQueryable<MicrosoftTenant> MicrosoftTenantOf(this PortalDbContext db, PortalUser user) => user.Organisation switch
    {
        OrganisationKind.Provider => db.MicrosoftTenants.Where(t => t.ProviderId == user.ProviderId),
        OrganisationKind.Reseller => db.MicrosoftTenants.Where(t => t.ResellerId == user.ResellerId),
        _ => db.MicrosoftTenants.Where(t => false),
    };

    /// <summary>The connected Microsoft accounts of some people.</summary>
    public static IQueryable<IdentityUserLogin<Guid>> MicrosoftAccountsOf(this PortalDbContext db, IQueryable<PortalUser> users) =>
        db.UserLogins.Where(l => l.LoginProvider == EntraIdentity.LoginProvider && users.Any(u => u.Id == l.UserId));

    /// <summary>Whether this Microsoft account is the one that somebody has connected.</summary>
    public static Task<bool> HasConnectedAsync(this PortalDbContext db, Guid userId, EntraIdentity who, CancellationToken cancel) =>
        db.UserLogins.AnyAsync(l => l.LoginProvider == EntraIdentity.LoginProvider && l.ProviderKey == who.Key && l.UserId == userId, cancel);

    /// <summary>Connects a Microsoft account, which signs in one person only; the caller saves.</summary>
    public static async Task<Error?> ConnectAsync(
        this PortalDbContext db, TimeProvider clock, PortalUser user, EntraIdentity who, CancellationToken cancel, Actor? actor = null)
    {
        var logins = await db.UserLogins.AsNoTracking()
            .Where(l => l.LoginProvider == EntraIdentity.LoginProvider && (l.ProviderKey == who.Key || l.UserId == user.Id))
            .ToListAsync(cancel);
        if (logins.Exists(l => l.UserId != user.Id))
        {
            return MicrosoftErrors.AccountTaken;
        }

        if (logins.Exists(l => l.ProviderKey != who.Key))
        {
            return MicrosoftErrors.AccountConnected;
        }

        if (logins.Count == 0)
        {
            db.UserLogins.Add(new IdentityUserLogin<Guid>
            {
                LoginProvider = EntraIdentity.LoginProvider,
                ProviderKey = who.Key,
                ProviderDisplayName = who.UserName,
                UserId = user.Id,
            });
            user.ConcurrencyStamp = Guid.NewGuid().ToString();
            db.RecordAccount(clock, AuditAction.MicrosoftAccountConnected, user, actor, new { Account = who.UserName });
        }

        return null;
    }

    /// <summary>Saves, unless two did the same at once.</summary>
    public static async Task<Result> SaveMicrosoftAsync(this PortalDbContext db, IDatabaseDialect dialect, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return Result.Done;
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || dialect.IsUniqueViolation(failure))
        {
            db.ChangeTracker.Clear();
            return MicrosoftErrors.ChangedMeanwhile;
        }
    }
}
