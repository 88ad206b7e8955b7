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

    /// <summary>Renewal is not for trials.</summary>
    public static readonly Error TrialDoesNotRenew = Error.Conflict("A trial does not renew. Convert it to a paid subscription instead.");

    /// <summary>Other plans are not for trials.</summary>
    public static readonly Error TrialHasOnePlan = Error.Conflict("A trial has no other plans. Convert it to a paid subscription instead.");

    /// <summary>Conversion is only for trials.</summary>
    public static readonly Error NoTrial = Error.Conflict("This subscription is not a trial.");

    /// <summary>Nothing can be planned for a renewal that does not come.</summary>
    public static readonly Error NoRenewal = Error.Conflict("Auto-renew is off, so there is no renewal to plan for. Switch it on first.");

    /// <summary>The 7 days are over.</summary>
    /// <param name="until">When they were.</param>
    /// <param name="end">When the term ends.</param>
    /// <param name="renews">Whether another follows by itself.</param>
    public static Error TooLateToCancel(DateTimeOffset until, DateTimeOffset end, bool renews) => renews
        ? Error.Conflict("This subscription could be canceled until {0:d} only. Switch auto-renew off, and it ends on {1:d}.", until, end)
        : Error.Conflict("This subscription could be canceled until {0:d} only. It ends on {1:d} by itself.", until, end);

    /// <summary>Nothing to suspend.</summary>
    public static readonly Error SuspendedAlready = Error.Conflict("This subscription is suspended already.");

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
