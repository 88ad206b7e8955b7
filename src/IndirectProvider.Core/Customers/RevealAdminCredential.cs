using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Customers;

/// <summary>Hands the temporary password of a customer's administrator or user to the person it was issued to, once.</summary>
public sealed class RevealAdminCredential(PortalDbContext db, TenantScope scope, Sealer sealer, TimeProvider clock)
{
    /// <summary>Takes an administrator's password out of its seal. The second of two simultaneous calls finds it taken.</summary>
    /// <returns>What the person may see; <see cref="Error.NotFound"/> for a credential of another provider.</returns>
    public Task<Result<Revelation>> ExecuteAsync(Guid credentialId, CancellationToken cancel) =>
        RevealAsync(
            db.AdminCredentials.Where(c => c.Id == credentialId),
            (credential, _) => db.Record(
                clock, AuditAction.CredentialShown, credential.CustomerId, credential.UserName, new Concerned(credential.ProviderId, CustomerId: credential.CustomerId)),
            cancel);

    /// <summary>The same for a user of a customer that the acting organisation administers.</summary>
    public Task<Result<Revelation>> OfUserAsync(Guid customerId, Guid userId, Guid credentialId, CancellationToken cancel)
    {
        var users = db.UsersOfCustomer(customerId);
        return RevealAsync(
            db.AdminCredentials.Where(c => c.Id == credentialId && c.UserId == userId && users.Any(u => u.Id == userId)),
            (_, user) => db.RecordUser(clock, AuditAction.UserPasswordShown, user),
            cancel);
    }

    private async Task<Result<Revelation>> RevealAsync(
        IQueryable<AdminCredential> credentials, Action<AdminCredential, PortalUser> record, CancellationToken cancel)
    {
        var credential = await credentials.SingleOrDefaultAsync(cancel);
        if (credential is null)
        {
            return Error.NotFound;
        }

        var now = clock.GetUtcNow();
        var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == credential.UserId, cancel);
        var isWaiting = credential.IsWaiting(now) && credential.IsCurrent(user);
        if (!isWaiting || credential.IssuedToUserId != scope.Actor.UserId)
        {
            return Revelation.WithoutPassword(credential, isWaiting);
        }

        var password = sealer.Open(AdminCredential.SealPurpose, credential.Take(scope.Actor.Name, now));
        record(credential, user);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return Revelation.WithoutPassword(await credentials.AsNoTracking().SingleAsync(cancel), isWaiting: false);
        }

        return Revelation.WithoutPassword(credential, isWaiting: false) with { Password = password };
    }
}

/// <summary>What the page about a credential says.</summary>
/// <param name="CredentialId">The credential.</param>
/// <param name="UserName">The user name.</param>
/// <param name="Password">The temporary password, this one time; null ever after. Never logged.</param>
/// <param name="PasswordExpiresAt">Until when the temporary password signs in.</param>
/// <param name="ShownAt">When it was shown, or null.</param>
/// <param name="ShownToName">Who saw it.</param>
/// <param name="IsWaiting">Whether it waits for the person it was issued to.</param>
public sealed record Revelation(
    Guid CredentialId, string UserName, string? Password, DateTimeOffset PasswordExpiresAt, DateTimeOffset? ShownAt, string? ShownToName, bool IsWaiting)
{
    /// <summary>Keeps the password out of logs.</summary>
    public override string ToString() => UserName;

    internal static Revelation WithoutPassword(AdminCredential credential, bool isWaiting) => new(
        credential.Id,
        credential.UserName,
        null,
        credential.CreatedAt + AdminCredential.PasswordLife,
        credential.ShownAt,
        credential.ShownToName,
        isWaiting);
}
