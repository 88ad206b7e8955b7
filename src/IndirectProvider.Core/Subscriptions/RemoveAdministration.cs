using IndirectProvider.Accounts;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Partnerships;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Subscriptions;

/// <summary>
/// The customer's administrator ends a reseller's administration of the account. The provider takes over as support
/// contact where the reseller was without being credited; reseller and provider are told by mail.
/// </summary>
public sealed class RemoveAdministration(PortalDb portal, TenantScope scope, AssociationConsequences consequences, Outbox outbox, IDatabaseDialect dialect)
{
    /// <summary>Ends it. Ending one that has ended is harmless.</summary>
    public async Task<Result> ExecuteAsync(Guid resellerId, CancellationToken cancel)
    {
        // The rows are the provider's; the scope says which customer decides, so no other can be named.
        var db = portal.Open();
        var customer = scope.Viewpoint != Viewpoint.Customer
            ? null
            : await db.Customers.Include(c => c.Resellers).SingleOrDefaultAsync(c => c.Id == scope.CustomerId, cancel);
        if (customer?.Resellers.SingleOrDefault(r => r.ResellerId == resellerId) is not { } association)
        {
            return Error.NotFound;
        }

        if (association.EndedAt is not null)
        {
            return Result.Done;
        }

        await consequences.EndAsync(db, customer, association, AssociationEnd.Customer, cancel);
        await TellProviderAsync(db, customer, resellerId, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || dialect.IsUniqueViolation(failure))
        {
            // A second click at the same moment has done it already.
            db.ChangeTracker.Clear();
            return await db.CustomerResellers.AnyAsync(r => r.CustomerId == scope.CustomerId && r.ResellerId == resellerId && r.EndedAt == null, cancel)
                ? PartnershipErrors.ChangedMeanwhile
                : Result.Done;
        }

        return Result.Done;
    }

    private async Task TellProviderAsync(PortalDbContext db, Customer customer, Guid resellerId, CancellationToken cancel)
    {
        var provider = await db.Providers.AsNoTracking().SingleAsync(p => p.Id == customer.ProviderId, cancel);
        var reseller = await db.Resellers.AsNoTracking().SingleAsync(r => r.Id == resellerId, cancel);
        var staff = await db.Users.AsNoTracking()
            .Where(u => u.ProviderId == provider.Id && u.CustomerId == null && (u.Roles & MemberRole.GlobalAdmin) != 0)
            .OrderBy(u => u.CreatedAt)
            .ToListAsync(cancel);
        foreach (var person in staff)
        {
            outbox.Post(
                db,
                provider.Id,
                "AssociationChanged",
                new MailAddressee(person.Email!, person.FullName, person.Culture),
                AssociationMails.RemovedByCustomer(person.Culture, person.FullName, customer, provider, reseller),
                customer.ContactEmail);
        }
    }
}
