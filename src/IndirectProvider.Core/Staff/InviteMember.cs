using FluentValidation;
using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Organisations;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Staff;

/// <summary>
/// Makes an account for a colleague and mails the link by which the person chooses a password. A user admin gives any role
/// but global admin: handing out roles is what it is for. An operator has all of its kind.
/// </summary>
public sealed class InviteMember(PortalDb portal, TenantScope scope, TenantNaming naming, PostMemberInvitation post, IDatabaseDialect dialect, TimeProvider clock)
{
    /// <summary>What is typed.</summary>
    public sealed record Input : MemberInput
    {
        /// <summary>Work e-mail address, which is also the user name.</summary>
        public string? Email { get; init; }
    }

    /// <summary>The person's facts, and an address.</summary>
    public sealed class Validator : MemberValidator<Input>
    {
        /// <summary>The rules.</summary>
        public Validator() => RuleFor(m => m.Email).Email("Enter the work e-mail address.");
    }

    /// <summary>Invites the person.</summary>
    /// <returns>The new user's id.</returns>
    public async Task<Result<Guid>> ExecuteAsync(Input input, CancellationToken cancel)
    {
        var db = portal.Open();
        var email = TypedText.Clean(input.Email)!;
        var refusal = await db.RefuseGlobalAdminAsync(input.Roles, cancel)
            ?? RefuseDomain(email)
            ?? await post.RefuseAsync(email, cancel)
            ?? await RefuseTakenAsync(db, email, cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        var now = clock.GetUtcNow();
        var user = scope.Viewpoint switch
        {
            Viewpoint.Operator => PortalUser.Operator(input.Name, email, input.Culture!, now),
            Viewpoint.Reseller => PortalUser.OfReseller(scope.ResellerId, input.Name, email, input.Culture!, input.Roles, now),
            _ => PortalUser.OfProvider(scope.ProviderId, input.Name, email, input.Culture!, input.Roles, now),
        };
        if (await db.LimitAsync(scope, clock, user, user.Roles, input, cancel) is { } unlimited)
        {
            return unlimited;
        }

        db.Users.Add(user);
        await post.ExecuteAsync(user, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (dialect.IsUniqueViolation(failure))
        {
            db.ChangeTracker.Clear();
            return await RefuseTakenAsync(db, email, cancel) ?? CannotBeInvited;
        }

        return user.Id;
    }

    private static Error CannotBeInvited => Error.Invalid(nameof(Input.Email), "This address can't be invited.");

    private Error? RefuseDomain(string email) =>
        naming.IsTenantAddress(email)
            ? Error.Invalid(nameof(Input.Email), "Use your work e-mail address. Addresses of customers' tenants can't be used.")
            : scope.Viewpoint == Viewpoint.Reseller && WebmailDomains.Contains(EmailAddress.DomainOf(email))
                ? Error.Invalid(nameof(Input.Email), "Use a work e-mail address. Addresses of webmail services can't be used.")
                : null;

    /// <summary>
    /// An address has one account. For a colleague that is said plainly. For everybody else's it is only said that the address
    /// can't be invited: an administrator who tries addresses one by one can conclude that there is an account somewhere, but
    /// not where, whose or in which state; every such try stands in the organisation's own log and counts towards the
    /// invitations of the day.
    /// </summary>
    private async Task<Error?> RefuseTakenAsync(PortalDbContext db, string email, CancellationToken cancel)
    {
        var normalized = EmailAddress.Normalize(email);
        if (await db.StaffOf(scope).Where(u => u.NormalizedUserName == normalized).Select(u => u.FirstName + " " + u.LastName).SingleOrDefaultAsync(cancel) is { } colleague)
        {
            return Error.Invalid(nameof(Input.Email), "{0} has this address and is among your users already.", colleague);
        }

        if (!await db.Users.AnyAsync(u => u.NormalizedUserName == normalized, cancel))
        {
            return null;
        }

        var own = scope.Viewpoint switch
        {
            Viewpoint.Operator => new Concerned(),
            Viewpoint.Reseller => new Concerned(ResellerId: scope.ResellerId),
            _ => new Concerned(scope.ProviderId),
        };
        db.Record(clock, AuditAction.MemberInvitationRefused, Guid.Empty, email, own);
        await db.SaveChangesAsync(cancel);
        return CannotBeInvited;
    }
}
