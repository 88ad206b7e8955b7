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

    private static readonly Error NotEligible = Error.Invalid(
        nameof(Input.ResellerId),
        "This reseller can't be support contact here: it must be your active partner and manage this customer or this subscription.");

    /// <summary>Designates the contact.</summary>
    public async Task<Result<Consequences>> ExecuteAsync(Input input, CancellationToken cancel)
    {
        var result = await DesignateAsync(input, cancel);
        return !result.Succeeded && input.ResellerId is { } id && await FindAsync(input.SubscriptionId, id, cancel) is null
            && result.Errors.Contains(SubscriptionErrors.ChangedMeanwhile)
            ? NotEligible
            : result;
    }

    private Task<Result<Consequences>> DesignateAsync(Input input, CancellationToken cancel) =>
        change.ExecuteAsync(input, SubscriptionMover.Provider, async (subscription, by, now) =>
        {
            NamedReseller? reseller = null;
            if (input.ResellerId is { } id)
            {
                reseller = await FindAsync(subscription.Id, id, cancel);
                if (reseller is null)
                {
                    return NotEligible;
                }

                await db.HoldPartnershipAsync(subscription, id, cancel);
            }

            var before = subscription.SupportContactResellerId;
            var result = subscription.DesignateSupportContact(reseller, by, now);
            if (result.Succeeded && subscription.SupportContactResellerId != before)
            {
                await outbox.PostSupportContactAsync(db, subscription, cancel);
            }

            return result;
        }, cancel);

    private Task<NamedReseller?> FindAsync(Guid subscriptionId, Guid resellerId, CancellationToken cancel) =>
        db.EligibleSupportContacts(subscriptionId)
            .Where(r => r.Id == resellerId)
            .Select(r => new NamedReseller(r.Id, r.LegalName))
            .FirstOrDefaultAsync(cancel);
}
