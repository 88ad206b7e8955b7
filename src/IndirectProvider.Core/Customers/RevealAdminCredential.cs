using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Customers;

/// <summary>Hands the temporary password of a customer's administrator to the person it was issued to, once.</summary>
public sealed class RevealAdminCredential(PortalDbContext db, TenantScope scope, Sealer sealer, TimeProvider clock)
{
    /// <summary>Takes the password out of its seal. The second of two simultaneous calls finds it taken.</summary>
    /// <returns>What the person may see; <see cref="Error.NotFound"/> for a credential of another provider.</returns>
    public async Task<Result<Revelation>> ExecuteAsync(Guid credentialId, CancellationToken cancel)
    {
        var credential = await db.AdminCredentials.SingleOrDefaultAsync(c => c.Id == credentialId, cancel);
        if (credential is null)
        {
            return Error.NotFound;
        }

        var now = clock.GetUtcNow();
        if (credential.IssuedToUserId != scope.Actor.UserId || !credential.IsWaiting(now))
        {
            return Revelation.WithoutPassword(credential, now);
        }

        var password = sealer.Open(AdminCredential.SealPurpose, credential.Take(scope.Actor.Name, now));
        db.Record(clock, AuditAction.CredentialShown, credential.CustomerId, credential.UserName, new Concerned(credential.ProviderId, CustomerId: credential.CustomerId));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return Revelation.WithoutPassword(await db.AdminCredentials.AsNoTracking().SingleAsync(c => c.Id == credentialId, cancel), now);
        }

        return Revelation.WithoutPassword(credential, now) with { Password = password };
    }
}

/// <summary>What the page about a credential says.</summary>
/// <param name="CredentialId">The credential.</param>
/// <param name="UserName">The administrator's user name.</param>
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

    internal static Revelation WithoutPassword(AdminCredential credential, DateTimeOffset now) => new(
        credential.Id,
        credential.UserName,
        null,
        credential.CreatedAt + AdminCredential.PasswordLife,
        credential.ShownAt,
        credential.ShownToName,
        credential.IsWaiting(now));
}
