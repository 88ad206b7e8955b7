using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;

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

    /// <summary>Adds an activity row about a user; the provider, the customer and a reseller that acts see it. The caller saves.</summary>
    internal static void RecordUser(this PortalDbContext db, TimeProvider clock, string action, PortalUser user, object? details = null)
    {
        Guid? reseller = db.Scope.Viewpoint == Viewpoint.Reseller ? db.Scope.ResellerId : null;
        db.Record(clock, action, user.Id, user.FullName, new Concerned(user.ProviderId, reseller, user.CustomerId), details);
    }
}
