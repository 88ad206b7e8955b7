using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Customers;

/// <summary>The common course of changes to a customer's account: who may, the version seen, what changed into the log.</summary>
internal static class AccountChange
{
    /// <summary>Somebody saved it since the person saw it.</summary>
    public static readonly Error ChangedMeanwhile =
        Error.Conflict("Somebody else changed this customer meanwhile. What is stored now is shown beside your entries. Save again to replace it.");

    /// <summary>The customer, to be changed by who administers it.</summary>
    public static async Task<Result<Customer>> CustomerToChangeAsync(this PortalDbContext db, Guid id, CancellationToken cancel) =>
        await db.AdministeredCustomers().SingleOrDefaultAsync(c => c.Id == id, cancel) is { } customer ? customer : Error.NotFound;

    /// <summary>Saves the change with a row for the activity log that names only what is different; nothing when nothing is.</summary>
    public static async Task<Result> SaveChangeAsync(
        this PortalDbContext db,
        TimeProvider clock,
        Customer customer,
        IReadOnlyDictionary<string, string?> before,
        IReadOnlyDictionary<string, string?> after,
        CancellationToken cancel)
    {
        var changed = before.Keys.Union(after.Keys).Where(key => before.GetValueOrDefault(key) != after.GetValueOrDefault(key)).ToList();
        if (changed.Count == 0)
        {
            return Result.Done;
        }

        var scope = db.Scope;
        db.Record(
            clock,
            AuditAction.CustomerChanged,
            customer.Id,
            customer.CompanyName,
            new Concerned(customer.ProviderId, scope.Viewpoint == Viewpoint.Reseller ? scope.ResellerId : null, customer.Id),
            new
            {
                Before = changed.ToDictionary(key => key, key => before.GetValueOrDefault(key)),
                After = changed.ToDictionary(key => key, key => after.GetValueOrDefault(key)),
            });
        try
        {
            await db.SaveChangesAsync(cancel);
            return Result.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return ChangedMeanwhile;
        }
    }
}
