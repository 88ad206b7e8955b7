using IndirectProvider.Customers;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Subscriptions;

/// <summary>Adds licences, or takes back what was added less than 7 days ago, but none that is assigned to a user.</summary>
public sealed class ChangeQuantity(ChangeSubscription change, PortalDbContext db, PortalDb portal)
{
    /// <summary>What to change.</summary>
    public sealed record Input : SubscriptionInput
    {
        /// <summary>The number as typed.</summary>
        public string? Quantity { get; init; }
    }

    /// <summary>Does it.</summary>
    public async Task<Result<Consequences>> ExecuteAsync(Input input, CancellationToken cancel)
    {
        await using var turn = await db.Database.BeginTransactionAsync(cancel);
        await db.TakeTurnAsync([input.SubscriptionId], cancel);
        var result = await change.ExecuteAsync(input, SubscriptionMover.WhoeverManages, (subscription, by, now) => MoveAsync(subscription, input, by, now, cancel), cancel);
        if (result.Succeeded)
        {
            await turn.CommitAsync(cancel);
        }

        return result;
    }

    private async Task<Result<Consequences>> MoveAsync(Subscription subscription, Input input, Tenancy.Actor by, DateTimeOffset now, CancellationToken cancel)
    {
        var before = subscription.Quantity;
        var result = subscription.ChangeQuantity(LicenseCount.Read(input.Quantity), by, now);
        if (!result.Succeeded || subscription.Quantity > before)
        {
            return result;
        }

        // A reseller that is only credited here manages licences without seeing who has them, or how many.
        var assigned = await portal.Open().LicenseAssignments.CountAsync(a => a.SubscriptionId == subscription.Id, cancel);
        if (assigned <= subscription.Quantity)
        {
            return result;
        }

        return await db.AdministeredCustomers().AnyAsync(c => c.Id == subscription.CustomerId, cancel)
            ? Error.Invalid(nameof(Input.Quantity), "{0} licenses are assigned to users. Take some back first.", assigned)
            : Error.Invalid(nameof(Input.Quantity), "Some of these licenses are assigned to users. The customer has to take them back first.");
    }
}
