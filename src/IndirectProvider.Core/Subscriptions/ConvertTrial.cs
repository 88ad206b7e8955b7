using IndirectProvider.Data;

namespace IndirectProvider.Subscriptions;

/// <summary>Makes a trial a paid subscription, now or when the trial is over.</summary>
public sealed class ConvertTrial(ChangeSubscription change, PortalDbContext db)
{
    /// <summary>Into what.</summary>
    public sealed record Input : SubscriptionInput
    {
        /// <summary>The number of licences as typed.</summary>
        public string? Quantity { get; init; }

        /// <summary>Key of one of the paid offer's plans.</summary>
        public string? Plan { get; init; }

        /// <summary>Whether the trial runs to its end first.</summary>
        public bool AtEnd { get; init; }
    }

    /// <summary>Converts it or plans to.</summary>
    public Task<Result<Consequences>> ExecuteAsync(Input input, CancellationToken cancel) =>
        change.ExecuteAsync(input, SubscriptionMover.Provider, async (subscription, by, now) =>
        {
            if (subscription.Offer.TrialOf is not { } paidId)
            {
                return SubscriptionErrors.NoTrial;
            }

            var paid = await db.FindOfferForAsync(subscription, paidId, cancel);
            return paid.Succeeded
                ? subscription.ConvertTrial(paid.Value, LicenseCount.Read(input.Quantity), input.Plan ?? "", input.AtEnd, by, now)
                : Result<Consequences>.Failed(paid.Errors);
        }, cancel);
}
