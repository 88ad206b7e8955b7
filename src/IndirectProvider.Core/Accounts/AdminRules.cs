using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>The rules that protect administrators, the same in every organisation.</summary>
internal static class AdminRules
{
    /// <summary>Refuses what only a global admin does with a global admin, or with a user that is to become one.</summary>
    public static async Task<Error?> RefuseGlobalAdminAsync(this PortalDbContext db, MemberRole roles, CancellationToken cancel) =>
        (roles & MemberRole.GlobalAdmin) == 0
        || await db.Users.AnyAsync(u => u.Id == db.Scope.UserId && (u.Roles & MemberRole.GlobalAdmin) != 0, cancel)
            ? null
            : Error.Forbidden("Only a global admin can do this with a global admin.");

    /// <summary>
    /// Refuses to reset the password of somebody with more rights than the actor: whoever resets a password can sign in with
    /// it. A helpdesk agent manages no users, so a user admin is above it, at a customer's too.
    /// </summary>
    public static async Task<Error?> RefuseHigherRightsAsync(this PortalDbContext db, MemberRole roles, CancellationToken cancel)
    {
        const MemberRole ManagesUsers = MemberRole.GlobalAdmin | MemberRole.UserAdmin | MemberRole.AdminAgent;
        if (await db.RefuseGlobalAdminAsync(roles, cancel) is { } refusal)
        {
            return refusal;
        }

        return (roles & MemberRole.UserAdmin) == 0 || await db.Users.AnyAsync(u => u.Id == db.Scope.UserId && (u.Roles & ManagesUsers) != 0, cancel)
            ? null
            : Error.Forbidden("Only somebody who manages users can do this with a user admin.");
    }

    /// <summary>
    /// Refuses to take the last global admin away from an organisation. Where another is left, the save fails if that one is
    /// changed meanwhile: of two who take each other's role away, one stays.
    /// </summary>
    public static async Task<Error?> RefuseLastGlobalAdminAsync(this PortalDbContext db, PortalUser user, CancellationToken cancel)
    {
        if ((user.Roles & MemberRole.GlobalAdmin) == 0 || !user.MaySignIn)
        {
            return null;
        }

        var other = await db.Users
            .Where(u => u.Organisation == user.Organisation && u.ProviderId == user.ProviderId && u.ResellerId == user.ResellerId && u.CustomerId == user.CustomerId)
            .Where(u => u.Id != user.Id && (u.Roles & MemberRole.GlobalAdmin) != 0 && u.EmailConfirmed && u.DeletedAt == null && u.DisabledAt == null)
            .OrderBy(u => u.CreatedAt)
            .FirstOrDefaultAsync(cancel);
        if (other is null)
        {
            return Error.Conflict("{0} is the last global admin. Make somebody else global admin first.", user.FullName);
        }

        db.HoldStill(other);
        return null;
    }

    /// <summary>Makes the save fail if somebody changes or deletes this account meanwhile, though nothing of it is changed here.</summary>
    public static void HoldStill(this PortalDbContext db, PortalUser user) =>
        db.Entry(user).Property(u => u.ConcurrencyStamp).IsModified = true;
}
