using IndirectProvider.Audit;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Organisations;
using IndirectProvider.Partnerships;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Orders;

/// <summary>
/// The last step of an order for an existing customer: what the vendor made becomes subscriptions in the portal, with
/// mails and activity rows, in one save. Who manages the customer's account stays as it is.
/// </summary>
public sealed class RecordSubscriptions(PortalDb portal, Outbox outbox, TimeProvider clock)
{
    /// <summary>Records the subscriptions of an order whose vendor step is done.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Another node recorded them.</exception>
    public async Task ExecuteAsync(Order order, Customer customer, ProvisionedSubscriptions vendorSubscriptions, CancellationToken cancel)
    {
        var db = portal.Open();
        var now = clock.GetUtcNow();
        var step = order.Step(OrderStepKind.RecordSubscriptions);
        order.BeginStep(step, now);
        var provider = await db.Providers.AsNoTracking().SingleAsync(p => p.Id == order.ProviderId, cancel);
        order.AddSubscriptions(
            db, clock, customer, vendorSubscriptions, new Actor(order.SubmittedByUserId, order.SubmittedByName, provider.DisplayName, null, null));
        foreach (var done in order.Steps)
        {
            done.ForgetAnswer();
        }

        step.Finish(null, now);
        order.Complete(customer.Id, now);
        db.Record(clock, AuditAction.OrderCompleted, order.Id, customer.CompanyName, new Concerned(order.ProviderId, CustomerId: customer.Id));
        await PostMailsAsync(db, order, customer, provider, cancel);
        await db.SaveChangesAsync(cancel);
    }

    private async Task PostMailsAsync(PortalDbContext db, Order order, Customer customer, Provider provider, CancellationToken cancel)
    {
        var lines = order.Lines.Where(l => l.Refusal is null).OrderBy(l => l.Number).ToList();
        outbox.Post(
            db,
            order.ProviderId,
            "SubscriptionsAdded",
            new MailAddressee(customer.ContactEmail, $"{customer.ContactFirstName} {customer.ContactLastName}", customer.Culture),
            OrderMails.SubscriptionsAdded(customer, provider, lines),
            provider.SupportEmail);

        // Who manages the account sees all subscriptions; who is only credited sees its own, and no others.
        var credited = lines.Select(l => l.ResellerId).OfType<Guid>().ToHashSet();
        var associated = await db.CustomerResellers
            .Where(r => r.CustomerId == customer.Id && r.EndedAt == null).Select(r => r.ResellerId).ToListAsync(cancel);
        var concerned = credited.Union(associated).ToList();
        var partners = await db.Partnerships.AsNoTracking()
            .Where(p => p.ProviderId == order.ProviderId && p.State == PartnershipState.Active && concerned.Contains(p.ResellerId))
            .Select(p => p.Reseller)
            .ToListAsync(cancel);
        foreach (var reseller in partners)
        {
            var seen = associated.Contains(reseller.Id) ? lines : lines.FindAll(l => l.ResellerId == reseller.Id);
            outbox.Post(
                db,
                order.ProviderId,
                "SubscriptionsAddedForReseller",
                new MailAddressee(reseller.ContactEmail, reseller.ContactName, reseller.Culture),
                OrderMails.SubscriptionsAddedForReseller(customer, provider, reseller, seen),
                provider.SupportEmail);
        }
    }
}
