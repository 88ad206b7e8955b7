using IndirectProvider.Data;
using IndirectProvider.Mail;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Subscriptions;

/// <summary>Designates who the customer turns to for a subscription; the customer is told by mail.</summary>
public sealed class ChangeSupportContact(ChangeSubscription change, PortalDbContext db, Outbox outbox)
{
    /// <summary>Who.</summary>
    public sealed record Input : SubscriptionInput
    {
        /// <summary>A reseller, or null for the provider.</summary>
        public Guid? ResellerId { get; init; }
    }

    /// <summary>Designates the contact.</summary>
    public Task<Result<Consequences>> ExecuteAsync(Input input, CancellationToken cancel) =>
        change.ExecuteAsync(input, SubscriptionMover.Provider, async (subscription, by, now) =>
        {
            NamedReseller? reseller = null;
            if (input.ResellerId is { } id)
            {
                reseller = await db.EligibleSupportContacts(subscription.Id)
                    .Where(r => r.Id == id)
                    .Select(r => new NamedReseller(r.Id, r.LegalName))
                    .FirstOrDefaultAsync(cancel);
                if (reseller is null)
                {
                    return Error.Invalid(
                        nameof(Input.ResellerId),
                        "This reseller can't be support contact here: it must be your active partner and manage this customer or this subscription.");
                }
            }

            var before = subscription.SupportContactResellerId;
            var result = subscription.DesignateSupportContact(reseller, by, now);
            if (result.Succeeded && subscription.SupportContactResellerId != before)
            {
                await outbox.PostSupportContactAsync(db, subscription, cancel);
            }

            return result;
        }, cancel);
}
