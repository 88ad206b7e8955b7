using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Customers;

/// <summary>
/// Gives a customer's administrator a new temporary password, to be shown once to the person who asked for it. The old
/// one stops working, every session of the administrator ends, and the customer is told by mail.
/// </summary>
public sealed class ResetAdminPassword(
    PortalDbContext db,
    IssueCredential issue,
    Outbox outbox,
    IDatabaseDialect dialect,
    TimeProvider clock)
{
    /// <summary>What to reset.</summary>
    /// <param name="CustomerId">The customer.</param>
    /// <param name="CredentialId">Minted with the form, so a form sent twice resets once.</param>
    public sealed record Input(Guid CustomerId, Guid CredentialId);

    /// <summary>Resets the password.</summary>
    /// <returns>The credential to show.</returns>
    public async Task<Result<Guid>> ExecuteAsync(Input input, CancellationToken cancel)
    {
        var customer = await db.Customers.SingleOrDefaultAsync(c => c.Id == input.CustomerId, cancel);
        var administrator = await db.Users
            .Where(u => u.CustomerId == input.CustomerId && u.DeletedAt == null && (u.Roles & MemberRole.GlobalAdmin) != 0)
            .OrderBy(u => u.CreatedAt)
            .FirstOrDefaultAsync(cancel);
        if (customer is null || administrator is null)
        {
            return Error.NotFound;
        }

        // The account that came with the tenant is anybody's to reset who may reset at all; a person's own is not.
        if (administrator.UserName != customer.AdministratorUserName && !await db.Users.AnyAsync(u => u.Id == db.Scope.UserId && (u.Roles & MemberRole.GlobalAdmin) != 0, cancel))
        {
            return Error.Forbidden("The account that came with the tenant was deleted. Only a global admin can reset the password of another global admin.");
        }

        if (await issue.WasDoneAsync(input.CredentialId, input.CustomerId, cancel))
        {
            return input.CredentialId;
        }

        await issue.ExecuteAsync(administrator, input.CredentialId, cancel);
        db.Record(clock, AuditAction.CredentialReset, customer.Id, customer.CompanyName, new Concerned(customer.ProviderId, CustomerId: customer.Id));
        await PostMailAsync(customer, administrator, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (dialect.IsUniqueViolation(failure) || failure is DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return await issue.WasDoneAsync(input.CredentialId, input.CustomerId, cancel)
                ? input.CredentialId
                : Error.Conflict("Somebody else reset this password at the same moment. Look at the customer again before you reset it.");
        }

        return input.CredentialId;
    }

    private async Task PostMailAsync(Customer customer, PortalUser administrator, CancellationToken cancel)
    {
        var provider = await db.Providers.AsNoTracking().SingleAsync(cancel);
        outbox.Post(
            db,
            customer.ProviderId,
            "AdminPasswordReset",
            new MailAddressee(customer.ContactEmail, $"{customer.ContactFirstName} {customer.ContactLastName}", customer.Culture),
            CustomerMails.PasswordReset(customer, administrator.UserName!, provider),
            provider.SupportEmail);
    }
}
