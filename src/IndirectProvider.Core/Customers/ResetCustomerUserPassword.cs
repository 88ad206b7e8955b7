using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Customers;

/// <summary>
/// Gives a customer's user a new temporary password, to be shown once to the person who asked for it. The old one stops
/// working, every session of the user ends, and the user is told by mail.
/// </summary>
public sealed class ResetCustomerUserPassword(
    PortalDbContext db, TenantScope scope, IssueCredential issue, Outbox outbox, PortalAddress address, IDatabaseDialect dialect, TimeProvider clock)
{
    /// <summary>What to reset.</summary>
    /// <param name="CustomerId">The customer.</param>
    /// <param name="UserId">Its user.</param>
    /// <param name="CredentialId">Minted with the form, so a form sent twice resets once.</param>
    public sealed record Input(Guid CustomerId, Guid UserId, Guid CredentialId);

    /// <summary>Resets the password.</summary>
    /// <returns>The credential to show.</returns>
    public async Task<Result<Guid>> ExecuteAsync(Input input, CancellationToken cancel)
    {
        var user = await db.UsersOfCustomer(input.CustomerId).SingleOrDefaultAsync(u => u.Id == input.UserId, cancel);
        if (user is null)
        {
            return Error.NotFound;
        }

        if (await issue.WasDoneAsync(input.CredentialId, input.CustomerId, cancel))
        {
            return input.CredentialId;
        }

        if (await RefusalAsync(user, cancel) is { } refusal)
        {
            return refusal;
        }

        await issue.ExecuteAsync(user, input.CredentialId, cancel);
        db.RecordUser(clock, AuditAction.UserPasswordReset, user);
        var companyName = await db.Customers.Where(c => c.Id == input.CustomerId).Select(c => c.CompanyName).SingleAsync(cancel);
        outbox.Post(
            db, user.ProviderId, "UserPasswordReset", AccountMails.To(user), CustomerUserMails.PasswordReset(user, companyName, scope.Actor.Organisation, address.Link("/sign-in")));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (dialect.IsUniqueViolation(failure) || failure is DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return await issue.WasDoneAsync(input.CredentialId, input.CustomerId, cancel) ? input.CredentialId : CustomerUserErrors.ChangedMeanwhile;
        }

        return input.CredentialId;
    }

    // Resetting one's own password would end the session that is to show the new one.
    private async Task<Error?> RefusalAsync(PortalUser user, CancellationToken cancel) =>
        user.Id == scope.UserId ? Error.Conflict("This is your own account. Change your password instead.")
        : user.DeletedAt is not null ? CustomerUserErrors.Deleted(user)
        : await db.RefuseCustomersAdminAsync(user.Roles, cancel) ?? await db.RefuseHigherRightsAsync(user.Roles, cancel);
}
