namespace IndirectProvider.Subscriptions;

/// <summary>Reactivates a suspended subscription; auto-renew stays off until somebody switches it on.</summary>
public sealed class ReactivateSubscription(ChangeSubscription change)
{
    /// <summary>What to change.</summary>
    public sealed record Input : SubscriptionInput;

    /// <summary>Does it.</summary>
    public Task<Result<Consequences>> ExecuteAsync(Input input, CancellationToken cancel) =>
        change.ExecuteAsync(input, SubscriptionMover.WhoeverManages, (s, by, now) => Task.FromResult(s.Reactivate(by, now)), cancel);
}
