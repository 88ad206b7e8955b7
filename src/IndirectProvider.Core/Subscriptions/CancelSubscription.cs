using FluentValidation;

namespace IndirectProvider.Subscriptions;

/// <summary>Cancels a subscription within 7 days of its purchase or renewal; final.</summary>
public sealed class CancelSubscription(ChangeSubscription change)
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
        change.ExecuteAsync(input, SubscriptionMover.Provider, (s, by, now) => Task.FromResult(s.Cancel(TypedText.Clean(input.Reason), by, now)), cancel);
}
