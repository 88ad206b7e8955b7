namespace IndirectProvider.Subscriptions;

/// <summary>Takes back the change planned for the renewal, or the conversion planned for a trial's end.</summary>
public sealed class RevokeRenewalChange(ChangeSubscription change)
{
    /// <summary>What to change.</summary>
    public sealed record Input : SubscriptionInput;

    /// <summary>Does it.</summary>
    public Task<Result<Consequences>> ExecuteAsync(Input input, CancellationToken cancel) =>
        change.ExecuteAsync(input, SubscriptionMover.Provider, (s, by, now) => Task.FromResult(s.RevokeRenewalChange(by, now)), cancel);
}
