using IndirectProvider.Audit;
using IndirectProvider.Catalog;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;

namespace IndirectProvider.Orders;

/// <summary>What the vendor made becomes subscriptions in the portal.</summary>
internal static class OrderedSubscriptions
{
    /// <summary>Adds one subscription per line that the vendor sold, with its activity row; the caller saves.</summary>
    public static void AddSubscriptions(
        this Order order, PortalDbContext db, TimeProvider clock, Customer customer, ProvisionedSubscriptions vendorSubscriptions, Actor submitter)
    {
        foreach (var (line, vendorId, number) in order.Lines.OrderBy(l => l.Number).Zip(vendorSubscriptions.Ids, Enumerable.Range(0, order.Lines.Count)))
        {
            if (vendorId is null)
            {
                line.Refuse(vendorSubscriptions.Refusals?[number] ?? ProvisioningErrors.LineNotSold.Stored);
                continue;
            }

            var subscription = Subscription.Start(
                new SubscriptionTerms(
                    order.ProviderId,
                    customer.Id,
                    order.Id,
                    vendorId,
                    line.OfferId,
                    line.OfferName,
                    line.Quantity,
                    new OfferPlan(line.Term, line.BillingPlan),
                    line.IsTrial,
                    line.ResellerId),
                clock.GetUtcNow(),
                submitter);
            db.Subscriptions.Add(subscription);
            line.BecomeSubscription(subscription.Id);
            db.Record(
                clock,
                AuditAction.SubscriptionCreated,
                subscription.Id,
                subscription.Nickname,
                new Concerned(order.ProviderId, line.ResellerId, customer.Id),
                new { subscription.Quantity, subscription.Term, subscription.BillingPlan });
        }
    }
}
