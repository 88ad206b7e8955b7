using IndirectProvider.Data;
using IndirectProvider.Tenancy;

namespace IndirectProvider.Customers;

/// <summary>Which customers' accounts and users somebody administers, as against those one only sees.</summary>
public static class CustomerAdministration
{
    /// <summary>
    /// The customers whose account and users the acting organisation administers: all of a provider's own, for limited staff those it sees; for a reseller
    /// those it is associated with, while its partnership is active; a customer itself.
    /// </summary>
    public static IQueryable<Customer> AdministeredCustomers(this PortalDbContext db) => db.Scope.Viewpoint switch
    {
        // The filters leave only rows under active partnerships and associations that have not ended.
        Viewpoint.Reseller => db.Customers.Where(c => db.CustomerResellers.Any(r => r.CustomerId == c.Id)),
        _ => db.Customers,
    };
}
