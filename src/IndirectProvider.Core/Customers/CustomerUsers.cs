using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Customers;

/// <summary>A customer's users: which somebody may work with, and the rules every verb about them shares.</summary>
public static class CustomerUsers
{
    /// <summary>The users of a customer that the acting organisation administers, deleted ones too; none of any other customer.</summary>
    public static IQueryable<PortalUser> UsersOfCustomer(this PortalDbContext db, Guid customerId)
    {
        var administered = db.AdministeredCustomers();
        return db.Users.Where(u => u.CustomerId == customerId && administered.Any(c => c.Id == customerId));
    }

    /// <summary>Refuses what only a global admin does with a global admin, or with a user that is to become one.</summary>
    internal static async Task<Error?> RefuseGlobalAdminAsync(this PortalDbContext db, MemberRole roles, CancellationToken cancel) =>
        (roles & MemberRole.GlobalAdmin) == 0
        || await db.Users.AnyAsync(u => u.Id == db.Scope.UserId && (u.Roles & MemberRole.GlobalAdmin) != 0, cancel)
            ? null
            : Error.Forbidden("Only a global admin can do this with a global admin.");

    /// <summary>
    /// Refuses to take the last global admin away from a customer. Where another is left, the save fails if that one is
    /// changed meanwhile: of two who take each other's role away, one stays.
    /// </summary>
    internal static async Task<Error?> RefuseLastGlobalAdminAsync(this PortalDbContext db, PortalUser user, CancellationToken cancel)
    {
        if ((user.Roles & MemberRole.GlobalAdmin) == 0)
        {
            return null;
        }

        var other = await db.Users
            .Where(u => u.CustomerId == user.CustomerId && u.Id != user.Id && u.DeletedAt == null && (u.Roles & MemberRole.GlobalAdmin) != 0)
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
    internal static void HoldStill(this PortalDbContext db, PortalUser user) =>
        db.Entry(user).Property(u => u.ConcurrencyStamp).IsModified = true;

    /// <summary>Adds an activity row about a user; the provider, the customer and a reseller that acts see it. The caller saves.</summary>
    internal static void RecordUser(this PortalDbContext db, TimeProvider clock, string action, PortalUser user, object? details = null)
    {
        Guid? reseller = db.Scope.Viewpoint == Viewpoint.Reseller ? db.Scope.ResellerId : null;
        db.Record(clock, action, user.Id, user.FullName, new Concerned(user.ProviderId, reseller, user.CustomerId), details);
    }
}
