using FluentValidation;

namespace IndirectProvider.Subscriptions;

/// <summary>Reactivates a suspended subscription; auto-renew stays off until somebody switches it on.</summary>
public sealed class ReactivateSubscription(ChangeSubscription change)
{
    /// <summary>Longest reason.</summary>
    public const int MaxReasonLength = 300;

    /// <summary>What to change.</summary>
    public sealed record Input : SubscriptionInput
    {
        /// <summary>Why, or empty.</summary>
        public string? Reason { get; init; }
    }

    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<Input>
    {
        /// <summary>The rules.</summary>
        public Validator() => RuleFor(i => i.Reason).OptionalText(MaxReasonLength);
    }

    /// <summary>Does it.</summary>
    public Task<Result<Consequences>> ExecuteAsync(Input input, CancellationToken cancel) =>
        change.ExecuteAsync(input, SubscriptionMover.WhoeverManages, (s, by, now) => Task.FromResult(s.Reactivate(by, now, TypedText.Clean(input.Reason))), cancel);
}
