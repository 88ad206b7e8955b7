using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Subscriptions;

/// <summary>Adds licences, or takes back what was added less than 7 days ago, but none that is assigned to a user.</summary>
public sealed class ChangeQuantity(ChangeSubscription change, PortalDb portal)
{
    /// <summary>What to change.</summary>
    public sealed record Input : SubscriptionInput
    {
        /// <summary>The number as typed.</summary>
        public string? Quantity { get; init; }
    }

    /// <summary>Does it.</summary>
    public Task<Result<Consequences>> ExecuteAsync(Input input, CancellationToken cancel) =>
        change.ExecuteAsync(input, SubscriptionMover.WhoeverManages, async (subscription, by, now) =>
        {
            var before = subscription.Quantity;
            var result = subscription.ChangeQuantity(LicenseCount.Read(input.Quantity), by, now);
            if (!result.Succeeded || subscription.Quantity > before)
            {
                return result;
            }

            // A reseller that is only credited here manages licences without seeing who has them.
            var assigned = await portal.Open().LicenseAssignments.CountAsync(a => a.SubscriptionId == subscription.Id, cancel);
            return assigned <= subscription.Quantity
                ? result
                : Error.Invalid(nameof(Input.Quantity), "{0} licenses are assigned to users. Take some back first.", assigned);
        }, cancel);
}
