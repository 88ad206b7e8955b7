using FluentValidation;

namespace IndirectProvider.Subscriptions;

/// <summary>Gives a subscription another nickname; an empty one is the product's name.</summary>
public sealed class RenameSubscription(ChangeSubscription change)
{
    /// <summary>What to change.</summary>
    public sealed record Input : SubscriptionInput
    {
        /// <summary>The nickname.</summary>
        public string? Nickname { get; init; }
    }

    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<Input>
    {
        /// <summary>The rules.</summary>
        public Validator() => RuleFor(i => i.Nickname).OptionalText(Subscription.MaxNicknameLength);
    }

    /// <summary>Does it.</summary>
    public Task<Result<Consequences>> ExecuteAsync(Input input, CancellationToken cancel) =>
        change.ExecuteAsync(input, SubscriptionMover.WhoeverManages, (s, by, now) => Task.FromResult(s.Rename(TypedText.Clean(input.Nickname), by, now)), cancel);
}
