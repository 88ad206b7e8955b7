namespace IndirectProvider.Subscriptions;

/// <summary>Gives a subscription another billing plan or a longer term now.</summary>
public sealed class ChangePlan(ChangeSubscription change)
{
    /// <summary>What to change.</summary>
    public sealed record Input : SubscriptionInput
    {
        /// <summary>Key of one of the offer's plans.</summary>
        public string? Plan { get; init; }
    }

    /// <summary>Does it.</summary>
    public Task<Result<Consequences>> ExecuteAsync(Input input, CancellationToken cancel) =>
        change.ExecuteAsync(input, SubscriptionMover.Provider, (s, by, now) => Task.FromResult(s.ChangePlan(input.Plan ?? "", by, now)), cancel);
}
