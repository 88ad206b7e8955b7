namespace IndirectProvider.Subscriptions;

/// <summary>Adds licences, or takes back what was added less than 7 days ago.</summary>
public sealed class ChangeQuantity(ChangeSubscription change)
{
    /// <summary>What to change.</summary>
    public sealed record Input : SubscriptionInput
    {
        /// <summary>The number as typed.</summary>
        public string? Quantity { get; init; }
    }

    /// <summary>Does it.</summary>
    public Task<Result<Consequences>> ExecuteAsync(Input input, CancellationToken cancel) =>
        change.ExecuteAsync(input, SubscriptionMover.WhoeverManages, (s, by, now) => Task.FromResult(s.ChangeQuantity(LicenseCount.Read(input.Quantity), by, now)), cancel);
}
