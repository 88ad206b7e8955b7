using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Subscriptions;

/// <summary>
/// Credits another reseller on a subscription, or none, from now on; the history keeps who was credited from when to
/// when. A support contact that was eligible only through the credit gives way to the provider, and the customer is told.
/// </summary>
public sealed class CreditReseller(ChangeSubscription change, VerifyPartnerId verify, PortalDbContext db, Outbox outbox, TimeProvider clock)
{
    /// <summary>Whom.</summary>
    public sealed record Input : SubscriptionInput
    {
        /// <summary>One of the resellers to choose from; null for none, unless a PartnerID is given.</summary>
        public Guid? ResellerId { get; init; }

        /// <summary>A PartnerID typed instead.</summary>
        public string? PartnerId { get; init; }
    }

    /// <summary>Credits the reseller.</summary>
    public async Task<Result<Consequences>> ExecuteAsync(Input input, CancellationToken cancel)
    {
        var result = await CreditAsync(input, cancel);
        if (result.Succeeded || !result.Errors.Contains(SubscriptionErrors.ChangedMeanwhile))
        {
            return result;
        }

        var reseller = await FindAsync(input, cancel);
        return reseller.Errors.Count == 0 ? result : Result<Consequences>.Failed(reseller.Errors);
    }

    private Task<Result<Consequences>> CreditAsync(Input input, CancellationToken cancel) =>
        change.ExecuteAsync(input, SubscriptionMover.Provider, async (subscription, by, now) =>
        {
            var reseller = await FindAsync(input, cancel);
            if (reseller.Errors.Count > 0)
            {
                return Result<Consequences>.Failed(reseller.Errors);
            }

            if (reseller.Value is { } named && named.Id != subscription.ResellerId)
            {
                await db.HoldPartnershipAsync(subscription, named.Id, cancel);
            }

            await db.ResellerCredits.Where(c => c.SubscriptionId == subscription.Id && c.To == null).LoadAsync(cancel);
            var supportStays = await db.CustomerResellers.AnyAsync(
                r => r.CustomerId == subscription.CustomerId && r.ResellerId == subscription.SupportContactResellerId && r.EndedAt == null, cancel);
            var former = subscription.ResellerId;
            var result = subscription.CreditReseller(reseller.Value, supportStays, by, now);
            if (result.Succeeded && former is not null && former != subscription.ResellerId)
            {
                await db.WithdrawGrantsAsync(
                    clock,
                    g => g.SubscriptionId == subscription.Id && g.ResellerId == former
                        && !db.CustomerResellers.Any(r => r.CustomerId == g.CustomerId && r.ResellerId == g.ResellerId && r.EndedAt == null),
                    cancel);
            }

            if (result.Succeeded && result.Value.HasFlag(Consequences.SupportContactFellBack))
            {
                await outbox.PostSupportContactAsync(db, subscription, cancel);
            }

            return result;
        }, cancel);

    private async Task<Result<NamedReseller?>> FindAsync(Input input, CancellationToken cancel)
    {
        if (!string.IsNullOrWhiteSpace(input.PartnerId))
        {
            var verified = await verify.ExecuteAsync(input.PartnerId, cancel);
            return verified.Succeeded ? verified.Value : Result<NamedReseller?>.Failed(verified.Errors);
        }

        if (input.ResellerId is not { } id)
        {
            return (NamedReseller?)null;
        }

        var reseller = await db.ResellersToName().Where(r => r.Id == id).Select(r => new NamedReseller(r.Id, r.LegalName)).SingleOrDefaultAsync(cancel);
        return reseller is null
            ? Error.Invalid(nameof(Input.ResellerId), "This indirect reseller can't be named any more: the partnership has ended or its partner agreement isn't accepted. Choose another or none.")
            : reseller;
    }
}
