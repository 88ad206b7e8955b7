using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Staff;

/// <summary>
/// Changes name, language, roles and customers of one of the staff. Roles and customers are read from the row with every request, so they take effect
/// with the person's next click.
/// </summary>
public sealed class ChangeMember(PortalDbContext db, TenantScope scope, TimeProvider clock)
{
    /// <summary>What is typed.</summary>
    public sealed record Input : MemberInput
    {
        /// <summary>The account's stamp when the form was made; another one now is a conflict.</summary>
        public string? Seen { get; init; }
    }

    /// <summary>The person's facts.</summary>
    public sealed class Validator : MemberValidator<Input>;

    /// <summary>Changes the user.</summary>
    public async Task<Result> ExecuteAsync(Guid userId, Input input, CancellationToken cancel)
    {
        var found = await db.FindMemberAsync(scope, userId, cancel);
        if (found is not { Succeeded: true, Value: var user })
        {
            return found;
        }

        if (user.ConcurrencyStamp != input.Seen)
        {
            return ChangedSince(user);
        }

        // The form for oneself and that for operators have no roles in them.
        var hasNone = scope.Viewpoint == Viewpoint.Operator || (userId == scope.UserId && input.Roles == MemberRole.Member);
        var roles = hasNone ? user.Roles : input.Roles;
        if ((await RefusalAsync(user, roles, cancel) ?? await db.LimitAsync(scope, clock, user, roles, input, cancel)) is { } refusal)
        {
            return refusal;
        }

        var before = Facts(user);
        user.Change(input.Name, user.Email!, input.Culture!, roles);
        db.RecordAccount(clock, AuditAction.MemberChanged, user, details: new { Before = before, After = Facts(user) });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return await db.OwnStaff().AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, cancel) is { } now ? ChangedSince(now) : Error.NotFound;
        }

        return Result.Done;
    }

    private async Task<Error?> RefusalAsync(PortalUser user, MemberRole roles, CancellationToken cancel)
    {
        if (user.Id == scope.UserId && roles != user.Roles)
        {
            return StaffErrors.OwnRoles;
        }

        if (await db.RefuseGlobalAdminAsync(roles, cancel) is { } refusal)
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

    private static object Facts(PortalUser user) => new { user.FirstName, user.LastName, user.Culture, Roles = user.Roles.ToString() };
}
