using IndirectProvider.Audit;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Organisations;
using IndirectProvider.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Subscriptions;

/// <summary>
/// What follows when a reseller begins or ceases to manage a customer's account: support contacts, grants, activity rows
/// and mails. The caller saves.
/// </summary>
public sealed class AssociationConsequences(Outbox outbox, TimeProvider clock)
{
    /// <summary>Why a reseller can't be chosen.</summary>
    public static Error NotToBeNamed(string field) => Error.Invalid(
        field, "This indirect reseller can't be chosen any more: the partnership has ended or its partner agreement isn't accepted. Choose another.");

    /// <summary>Begins it, with all that follows.</summary>
    public async Task BeginAsync(PortalDbContext db, Customer customer, Reseller reseller, CancellationToken cancel)
    {
        customer.Associate(reseller.Id, clock.GetUtcNow());
        Record(db, AuditAction.ResellerAssociated, customer, reseller);
        var provider = await db.Providers.AsNoTracking().SingleAsync(p => p.Id == customer.ProviderId, cancel);
        Post(db, customer, AssociationMails.BegunForCustomer(customer, provider, reseller), provider);
        Post(db, reseller, AssociationMails.BegunForReseller(customer, provider, reseller), provider);
    }

    /// <summary>Ends it, with all that follows.</summary>
    public async Task EndAsync(PortalDbContext db, Customer customer, CustomerReseller association, AssociationEnd by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var reseller = await db.Resellers.AsNoTracking().SingleAsync(r => r.Id == association.ResellerId, cancel);
        var provider = await db.Providers.AsNoTracking().SingleAsync(p => p.Id == customer.ProviderId, cancel);
        association.End(by, now);
        var byCustomer = by == AssociationEnd.Customer;
        Record(db, byCustomer ? AuditAction.AdministrationRemoved : AuditAction.ResellerDissociated, customer, reseller);
        var fallenBack = await FallBackAsync(db, customer.Id, reseller.Id, cancel);
        await db.WithdrawGrantsAsync(clock, g => g.CustomerId == customer.Id && g.ResellerId == reseller.Id, cancel);
        Post(db, customer, AssociationMails.EndedForCustomer(customer, provider, reseller, byCustomer, fallenBack), provider);
        Post(db, reseller, AssociationMails.EndedForReseller(customer, provider, reseller, byCustomer), provider);
    }

    // Who is credited on a subscription may stay its support contact.
    private async Task<IReadOnlyList<string>> FallBackAsync(PortalDbContext db, Guid customerId, Guid resellerId, CancellationToken cancel)
    {
        var subscriptions = await db.Subscriptions
            .Where(s => s.CustomerId == customerId && s.SupportContactResellerId == resellerId && s.ResellerId != resellerId)
            .OrderBy(s => s.Nickname)
            .ToListAsync(cancel);
        foreach (var subscription in subscriptions)
        {
            var before = subscription.LastEventNumber;
            subscription.FallBackToProviderSupport(db.Scope.Actor, clock.GetUtcNow());
            db.RecordEvents(clock, subscription, before);
        }

        return [.. subscriptions.Select(s => s.Nickname)];
    }

    private void Record(PortalDbContext db, string action, Customer customer, Reseller reseller) => db.Record(
        clock, action, customer.Id, customer.CompanyName, new Concerned(customer.ProviderId, reseller.Id, customer.Id), new { Reseller = reseller.LegalName });

    private void Post(PortalDbContext db, Customer customer, MailContent content, Provider provider) => outbox.Post(
        db,
        customer.ProviderId,
        "AssociationChanged",
        new MailAddressee(customer.ContactEmail, $"{customer.ContactFirstName} {customer.ContactLastName}", customer.Culture),
        content,
        provider.SupportEmail);

    private void Post(PortalDbContext db, Reseller reseller, MailContent content, Provider provider) => outbox.Post(
        db, provider.Id, "AssociationChanged", new MailAddressee(reseller.ContactEmail, reseller.ContactName, reseller.Culture), content, provider.SupportEmail);
}

/// <summary>Resellers of one customer.</summary>
public static class AssociableResellers
{
    /// <summary>The resellers that can be given the administration of a customer and don't have it.</summary>
    public static IQueryable<Reseller> ResellersToAssociate(this PortalDbContext db, Guid customerId) =>
        db.ResellersToName().Where(r => !db.CustomerResellers.Any(a => a.CustomerId == customerId && a.ResellerId == r.Id && a.EndedAt == null));
}
