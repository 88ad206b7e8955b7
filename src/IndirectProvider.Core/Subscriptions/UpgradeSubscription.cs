using IndirectProvider.Data;

namespace IndirectProvider.Subscriptions;

/// <summary>
/// Gives all licences of a subscription a higher offer, or some, which then become a subscription of their own with the
/// same end date.
/// </summary>
public sealed class UpgradeSubscription(ChangeSubscription change, PortalDbContext db, TimeProvider clock)
{
    /// <summary>To what.</summary>
    public sealed record Input : SubscriptionInput
    {
        /// <summary>One of the higher offers.</summary>
        public string? OfferId { get; init; }

        /// <summary>How many licences, as typed.</summary>
        public string? Quantity { get; init; }
    }

    /// <summary>What became of it.</summary>
    /// <param name="SubscriptionId">The subscription with the higher offer: the same one, or the new one.</param>
    /// <param name="Consequences">What else happened.</param>
    public sealed record Upgraded(Guid SubscriptionId, Consequences Consequences);

    /// <summary>Upgrades it.</summary>
    public async Task<Result<Upgraded>> ExecuteAsync(Input input, CancellationToken cancel)
    {
        var upgradedId = input.SubscriptionId;
        var result = await change.ExecuteAsync(input, SubscriptionMover.Provider, async (subscription, by, now) =>
        {
            var higher = await db.FindOfferForAsync(subscription, input.OfferId, cancel);
            if (!higher.Succeeded)
            {
                return Result<Consequences>.Failed(higher.Errors);
            }

            var count = LicenseCount.Read(input.Quantity);
            if (count == subscription.Quantity)
            {
                return subscription.Upgrade(higher.Value, by, now);
            }

            var planned = subscription.RenewalChange is not null;
            var part = subscription.UpgradePart(count, higher.Value, Guid.CreateVersion7(now).ToString(), by, now);
            if (!part.Succeeded)
            {
                return Result<Consequences>.Failed(part.Errors);
            }

            upgradedId = part.Value.Id;
            db.Subscriptions.Add(part.Value);
            db.RecordEvents(clock, part.Value, 0);
            return planned ? Consequences.RenewalChangeDropped : Consequences.None;
        }, cancel);
        return result.Succeeded ? new Upgraded(upgradedId, result.Value) : Result<Upgraded>.Failed(result.Errors);
    }
}
