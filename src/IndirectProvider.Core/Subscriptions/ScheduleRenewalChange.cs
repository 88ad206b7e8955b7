using IndirectProvider.Data;

namespace IndirectProvider.Subscriptions;

/// <summary>Plans what a subscription becomes with its next term.</summary>
public sealed class ScheduleRenewalChange(ChangeSubscription change, PortalDbContext db)
{
    /// <summary>What to plan.</summary>
    public sealed record Input : SubscriptionInput
    {
        /// <summary>The offer: the same one, or one it can be changed to.</summary>
        public string? OfferId { get; init; }

        /// <summary>The number of licences as typed.</summary>
        public string? Quantity { get; init; }

        /// <summary>Key of one of the offer's plans.</summary>
        public string? Plan { get; init; }
    }

    /// <summary>Plans it, instead of what was planned before.</summary>
    public Task<Result<Consequences>> ExecuteAsync(Input input, CancellationToken cancel) =>
        change.ExecuteAsync(input, SubscriptionMover.Provider, async (subscription, by, now) =>
        {
            var offer = await db.FindOfferForAsync(subscription, input.OfferId, cancel);
            return offer.Succeeded
                ? subscription.ScheduleRenewalChange(offer.Value, LicenseCount.Read(input.Quantity), input.Plan ?? "", by, now)
                : Result<Consequences>.Failed(offer.Errors);
        }, cancel);
}
