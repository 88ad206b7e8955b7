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

    /// <summary>Those of one customer with that in their name or user name, or with that id.</summary>
    public static IQueryable<PortalUser> Named(this IQueryable<PortalUser> users, string words)
    {
        // An index finds the customer's users, who are some thousand at most: all of them are looked at, so any part will do.
        var (name, userName, id) = (SearchText.Normalize(words), EmailAddress.Normalize(words), Guid.TryParse(words, out var known) ? known : (Guid?)null);
        return users.Where(u => u.NormalizedName.Contains(name) || u.NormalizedUserName!.Contains(userName) || u.Id == id);
    }

    /// <summary>
    /// Refuses what only a global admin of the customer or its provider does with the customer's global admin. A reseller never
    /// does: whoever holds that account decides who works for the customer, the reseller included.
    /// </summary>
    internal static Task<Error?> RefuseCustomersAdminAsync(this PortalDbContext db, MemberRole roles, CancellationToken cancel) =>
        (roles & MemberRole.GlobalAdmin) != 0 && db.Scope.Viewpoint == Viewpoint.Reseller
            ? Task.FromResult<Error?>(Error.Forbidden("Only the customer itself and its provider can do this with a global admin of the customer."))
            : db.RefuseGlobalAdminAsync(roles, cancel);

    /// <summary>Adds an activity row about a user; the provider, the customer and a reseller that acts see it. The caller saves.</summary>
    internal static void RecordUser(this PortalDbContext db, TimeProvider clock, string action, PortalUser user, object? details = null)
    {
        Guid? reseller = db.Scope.Viewpoint == Viewpoint.Reseller ? db.Scope.ResellerId : null;
        db.Record(clock, action, user.Id, user.FullName, new Concerned(user.ProviderId, reseller, user.CustomerId), details);
    }
}
