namespace IndirectProvider.Subscriptions;

/// <summary>Why a move of a subscription is refused.</summary>
public static class SubscriptionErrors
{
    /// <summary>Time has a move to make first; moves never overtake it.</summary>
    public static readonly Error Due =
        Error.Conflict("The term of this subscription has just ended. Look at it again in a minute.");

    /// <summary>Somebody saved it since the person saw it, and nothing can be told of what changed.</summary>
    public static readonly Error ChangedMeanwhile =
        Error.Conflict("Somebody changed this subscription meanwhile. Check it and try again.");

    /// <summary>The member sees the subscription but does not manage it.</summary>
    public static readonly Error ReadOnly =
        Error.Forbidden("You can see this subscription, but you don't manage it.");

    /// <summary>The move is the provider's.</summary>
    public static readonly Error ProviderOnly =
        Error.Forbidden("Only the indirect provider can do this.");

    /// <summary>The state does not allow the move.</summary>
    public static Error NotWhile(SubscriptionState state) => state switch
    {
        SubscriptionState.Active => Error.Conflict("This subscription is active already."),
        SubscriptionState.Suspended => Error.Conflict("This subscription is suspended. Reactivate it first."),
        SubscriptionState.Expired => Error.Conflict("This subscription has expired. A new order renews it."),
        SubscriptionState.Disabled => Error.Conflict("This subscription is disabled. Nothing can be changed any more; a new order replaces it."),
        SubscriptionState.Canceled => Error.Conflict("This subscription was canceled. Nothing can be changed any more."),
        _ => Error.Conflict("This subscription was deleted. Nothing can be changed any more."),
    };
}
