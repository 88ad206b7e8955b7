using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Subscriptions;

/// <summary>
/// Gives an indirect reseller the administration of a customer's account and subscriptions, in place of another one if
/// that is named. Where the customer removed the reseller before, it must have agreed. Both are told by mail.
/// </summary>
public sealed class AssociateReseller(PortalDbContext db, TenantScope scope, AssociationConsequences consequences, IDatabaseDialect dialect)
{
    /// <summary>Which reseller.</summary>
    public sealed record Input
    {
        /// <summary>The customer.</summary>
        public Guid CustomerId { get; init; }

        /// <summary>The reseller.</summary>
        public Guid? ResellerId { get; init; }

        /// <summary>Whose administration ends at once; null for nobody's.</summary>
        public Guid? InPlaceOf { get; init; }

        /// <summary>The customer agreed, for a reseller that it removed before.</summary>
        public bool CustomerAgreed { get; init; }
    }

    /// <summary>Associates it. Doing so twice is harmless.</summary>
    public async Task<Result> ExecuteAsync(Input input, CancellationToken cancel)
    {
        var customer = !scope.IsProvider
            ? null
            : await db.Customers.Include(c => c.Resellers).SingleOrDefaultAsync(c => c.Id == input.CustomerId, cancel);
        var replaced = customer?.Resellers.SingleOrDefault(r => r.ResellerId == input.InPlaceOf);
        if (customer is null || (input.InPlaceOf is not null && replaced is null))
        {
            return Error.NotFound;
        }

        var existing = customer.Resellers.SingleOrDefault(r => r.ResellerId == input.ResellerId);
        if (existing is { EndedAt: null })
        {
            return replaced is null or { EndedAt: not null }
                ? Result.Done
                : Error.Invalid(nameof(input.ResellerId), "This indirect reseller manages the customer already. Remove the other one instead.");
        }

        if (replaced is { EndedAt: not null })
        {
            return Error.Conflict("The indirect reseller to replace no longer manages this customer. Look at the customer again before you go on.");
        }

        var reseller = await db.ResellersToName().AsNoTracking().SingleOrDefaultAsync(r => r.Id == input.ResellerId, cancel);
        if (reseller is null)
        {
            return input.ResellerId is null
                ? Error.Invalid(nameof(input.ResellerId), "Choose an indirect reseller.")
                : AssociationConsequences.NotToBeNamed(nameof(input.ResellerId));
        }

        if (existing is { EndedBy: AssociationEnd.Customer } && !input.CustomerAgreed)
        {
            return Error.Invalid(nameof(input.CustomerAgreed), "The customer removed this reseller itself. Ask it first, and confirm that it has agreed.");
        }

        await db.HoldPartnershipAsync(customer.ProviderId, reseller.Id, cancel);
        if (replaced is not null)
        {
            await consequences.EndAsync(db, customer, replaced, AssociationEnd.Provider, cancel);
        }

        await consequences.BeginAsync(db, customer, reseller, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || dialect.IsUniqueViolation(failure))
        {
            db.ChangeTracker.Clear();
            return PartnershipErrors.ChangedMeanwhile;
        }

        return Result.Done;
    }
}
