using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Customers;

/// <summary>Changes name, address, language and roles of a customer's user.</summary>
public sealed class ChangeCustomerUser(PortalDbContext db, TimeProvider clock)
{
    /// <summary>What is typed.</summary>
    public sealed record Input : CustomerUserInput
    {
        /// <summary>The account's stamp when the form was made; another one now is a conflict.</summary>
        public string? Seen { get; init; }
    }

    /// <summary>The person's facts.</summary>
    public sealed class Validator : CustomerUserValidator<Input>;

    /// <summary>Changes the user.</summary>
    public async Task<Result> ExecuteAsync(Guid customerId, Guid userId, Input input, CancellationToken cancel)
    {
        var user = await db.UsersOfCustomer(customerId).SingleOrDefaultAsync(u => u.Id == userId, cancel);
        if (user is null)
        {
            return Error.NotFound;
        }

        if (user.DeletedAt is not null)
        {
            return CustomerUserErrors.Deleted(user);
        }

        if (user.ConcurrencyStamp != input.Seen)
        {
            return ChangedSince(user);
        }

        if (await RefusalAsync(user, input.Roles, cancel) is { } refusal)
        {
            return refusal;
        }

        var before = Facts(user);
        user.Change(input.Name, TypedText.Clean(input.Email)!, input.Culture!, input.Roles);
        db.RecordUser(clock, AuditAction.UserChanged, user, new { Before = before, After = Facts(user) });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return ChangedSince(await db.UsersOfCustomer(customerId).AsNoTracking().SingleAsync(u => u.Id == userId, cancel));
        }

        return Result.Done;
    }

    private async Task<Error?> RefusalAsync(PortalUser user, MemberRole roles, CancellationToken cancel)
    {
        if (await db.RefuseCustomersAdminAsync(user.Roles | roles, cancel) is { } refusal)
        {
            return refusal;
        }

        if ((roles & MemberRole.GlobalAdmin) != 0 || await db.RefuseLastGlobalAdminAsync(user, cancel) is not { } last)
        {
            return null;
        }

        return last with { Kind = ErrorKind.Invalid, Field = nameof(Input.IsGlobalAdmin) };
    }

    private static Error ChangedSince(PortalUser user) =>
        Error.Conflict("Somebody changed this user meanwhile: now {0}, {1}. What you typed is still here; check it and save again.", user.FullName, user.Email!);

    private static object Facts(PortalUser user) => new { user.FirstName, user.LastName, user.Email, user.Culture, Roles = user.Roles.ToString() };
}
