using System.Text.RegularExpressions;
using FluentValidation;
using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Customers;

/// <summary>
/// Makes a user in a customer's tenant, with a temporary password that is shown once to the person who made it. The user
/// is told by mail, without the password.
/// </summary>
public sealed partial class CreateCustomerUser(
    PortalDbContext db, TenantScope scope, IssueCredential issue, Outbox outbox, PortalAddress address, IDatabaseDialect dialect, TimeProvider clock)
{
    /// <summary>What is typed.</summary>
    public sealed record Input : CustomerUserInput
    {
        /// <summary>The part of the user name before the customer's domain.</summary>
        public string? UserName { get; init; }

        /// <summary>Minted with the form, so a form sent twice makes one user.</summary>
        public Guid CredentialId { get; init; }
    }

    /// <summary>The person's facts, and a user name that can be typed anywhere.</summary>
    public sealed class Validator : CustomerUserValidator<Input>
    {
        /// <summary>The rules.</summary>
        public Validator() =>
            RuleFor(u => u.UserName)
                .Must(n => TypedText.Clean(n) is not null).WithMessage(_ => CoreTexts.Get("Enter a user name."))
                .Must(n => UserNameShape().IsMatch(Prefix(n)))
                .WithMessage(_ => CoreTexts.Get("Use up to 64 letters from a to z, digits, dots, hyphens and underscores; begin and end with a letter or digit."));
    }

    /// <summary>The user, and the credential to show.</summary>
    public sealed record Created(Guid UserId, Guid CredentialId);

    /// <summary>Makes the user.</summary>
    public async Task<Result<Created>> ExecuteAsync(Guid customerId, Input input, CancellationToken cancel)
    {
        var customer = await db.AdministeredCustomers().AsNoTracking().SingleOrDefaultAsync(c => c.Id == customerId, cancel);
        if (customer is null)
        {
            return Error.NotFound;
        }

        if (await DoneAsync(input.CredentialId, customerId, cancel) is { } done)
        {
            return done;
        }

        if (await db.RefuseCustomersAdminAsync(input.Roles, cancel) is { } refusal)
        {
            return refusal;
        }

        var userName = $"{Prefix(input.UserName)}@{customer.Domain}";
        var taken = Error.Invalid(nameof(Input.UserName), "{0} is taken already, perhaps by a deleted user. Choose another user name.", userName);
        var normalized = EmailAddress.Normalize(userName);
        if (await db.Users.AnyAsync(u => u.NormalizedUserName == normalized, cancel))
        {
            return taken;
        }

        var user = PortalUser.OfCustomer(
            customer.ProviderId, customer.Id, input.Name, userName, TypedText.Clean(input.Email)!, input.Culture!, input.Roles, clock.GetUtcNow());
        db.Users.Add(user);
        await issue.ExecuteAsync(user, input.CredentialId, cancel);
        db.RecordUser(clock, AuditAction.UserCreated, user, new { user.UserName, Roles = user.Roles.ToString() });
        outbox.Post(
            db, customer.ProviderId, "UserCreated", AccountMails.To(user), CustomerUserMails.Created(user, customer, scope.Actor.Organisation, address.Link("/sign-in")));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (dialect.IsUniqueViolation(failure))
        {
            db.ChangeTracker.Clear();
            return await DoneAsync(input.CredentialId, customerId, cancel) is { } meanwhile ? meanwhile : taken;
        }

        return new Created(user.Id, input.CredentialId);
    }

    private Task<Created?> DoneAsync(Guid credentialId, Guid customerId, CancellationToken cancel) =>
        db.AdminCredentials
            .Where(c => c.Id == credentialId && c.CustomerId == customerId && c.IssuedToUserId == scope.UserId)
            .Select(c => (Created?)new Created(c.UserId, c.Id))
            .SingleOrDefaultAsync(cancel);

    private static string Prefix(string? typed) => (TypedText.Clean(typed) ?? "").ToLowerInvariant();

    [GeneratedRegex("\\A[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex UserNameShape();
}
