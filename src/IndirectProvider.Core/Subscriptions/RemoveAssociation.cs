using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Subscriptions;

/// <summary>
/// The provider ends a reseller's administration of a customer. The provider takes over as support contact where the
/// reseller was without being credited; both are told by mail.
/// </summary>
public sealed class RemoveAssociation(PortalDbContext db, TenantScope scope, AssociationConsequences consequences, IDatabaseDialect dialect)
{
    /// <summary>Ends it. Ending one that has ended is harmless.</summary>
    public async Task<Result> ExecuteAsync(Guid customerId, Guid resellerId, CancellationToken cancel)
    {
        var customer = !scope.IsProvider
            ? null
            : await db.Customers.Include(c => c.Resellers).SingleOrDefaultAsync(c => c.Id == customerId, cancel);
        if (customer?.Resellers.SingleOrDefault(r => r.ResellerId == resellerId) is not { } association)
        {
            return Error.NotFound;
        }

        if (association.EndedAt is not null)
        {
            return Result.Done;
        }

        await consequences.EndAsync(db, customer, association, AssociationEnd.Provider, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || dialect.IsUniqueViolation(failure))
        {
            // A second click at the same moment has done it already.
            db.ChangeTracker.Clear();
            return await db.CustomerResellers.AnyAsync(r => r.CustomerId == customerId && r.ResellerId == resellerId && r.EndedAt == null, cancel)
                ? PartnershipErrors.ChangedMeanwhile
                : Result.Done;
        }

        return Result.Done;
    }
}
