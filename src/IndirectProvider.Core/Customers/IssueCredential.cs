using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Customers;

/// <summary>
/// Gives a customer's user a new temporary password and seals it, to be shown once to the person acting. Part of the verbs
/// that make and reset users, which save.
/// </summary>
public sealed class IssueCredential(
    PortalDbContext db, TenantScope scope, Sealer sealer, AccountLinks links, IPasswordHasher<PortalUser> hasher, TimeProvider clock)
{
    internal async Task ExecuteAsync(PortalUser user, Guid credentialId, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var password = TemporaryPassword.Mint();
        user.GiveTemporaryPassword(hasher.HashPassword(user, password), now + AdminCredential.PasswordLife);

        // Those issued to people out of our sight are never shown either, since their password isn't the account's any more.
        foreach (var unseen in await db.AdminCredentials.Where(c => c.UserId == user.Id && c.Id != credentialId && c.SealedPassword != null).ToListAsync(cancel))
        {
            unseen.Forget();
        }

        await links.EndNowAsync(user.Id, SetPassword.Purposes, cancel);
        db.AdminCredentials.Add(AdminCredential.Issue(
            credentialId, user, null, scope.UserId, sealer.Seal(AdminCredential.SealPurpose, password), now));
    }

    /// <summary>Whether a form sent twice was done the first time.</summary>
    internal Task<bool> WasDoneAsync(Guid credentialId, Guid customerId, CancellationToken cancel) =>
        db.AdminCredentials.AnyAsync(c => c.Id == credentialId && c.CustomerId == customerId && c.IssuedToUserId == scope.UserId, cancel);
}
