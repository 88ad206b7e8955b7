namespace IndirectProvider.Subscriptions;

/// <summary>Switches on or off whether a new term follows by itself.</summary>
public sealed class SetAutoRenew(ChangeSubscription change)
{
    /// <summary>What to change.</summary>
    public sealed record Input : SubscriptionInput
    {
        /// <summary>On or off.</summary>
        public bool On { get; init; }
    }

    /// <summary>Does it.</summary>
    public Task<Result<Consequences>> ExecuteAsync(Input input, CancellationToken cancel) =>
        change.ExecuteAsync(input, SubscriptionMover.WhoeverManages, (s, by, now) => Task.FromResult(s.SetAutoRenew(input.On, by, now)), cancel);
}
