using IndirectProvider.Tenancy;
using static IndirectProvider.Subscriptions.SubscriptionState;

namespace IndirectProvider.Subscriptions;

/// <summary>Moves of state, and what can be set while it is in use.</summary>
public sealed partial class Subscription
{
    /// <summary>Longest nickname.</summary>
    public const int MaxNicknameLength = 200;

    /// <summary>Until when the current term can be canceled; null when its state does not allow it at all.</summary>
    public DateTimeOffset? CancelableUntil => State is Active or Suspended ? TermStartsAt + SubscriptionTerm.Window : null;

    /// <summary>What would come back if it were canceled now.</summary>
    public RefundShare RefundAt(DateTimeOffset now) => RefundShare.At(TermStartsAt, TermEndsAt, now);

    /// <summary>Stops the users' work; billed on, and no longer renewed.</summary>
    public Result<Consequences> Suspend(string? reason, Actor by, DateTimeOffset now)
    {
        if (State == Suspended)
        {
            return SubscriptionErrors.SuspendedAlready;
        }

        if (Refuse(now, Active) is { } refused)
        {
            return refused;
        }

        MoveTo(Suspended, SubscriptionEventKind.Suspended, by, now, reason);
        return SwitchAutoRenewOff(by, now, "The subscription was suspended.");
    }

    /// <summary>Lets the users work again. Auto-renew stays off until somebody switches it on.</summary>
    public Result<Consequences> Reactivate(Actor by, DateTimeOffset now, string? reason = null)
    {
        if (Refuse(now, Suspended) is { } refused)
        {
            return refused;
        }

        MoveTo(Active, SubscriptionEventKind.Reactivated, by, now, reason);
        return Consequences.None;
    }

    /// <summary>Cancels it within 7 days of purchase or renewal; final.</summary>
    public Result<Consequences> Cancel(string? reason, Actor by, DateTimeOffset now)
    {
        if (Refuse(now, Active, Suspended) is { } refused)
        {
            return refused;
        }

        if (now >= CancelableUntil)
        {
            return SubscriptionErrors.TooLateToCancel(CancelableUntil.Value, TermEndsAt, State == Active && AutoRenew);
        }

        var consequences = DropRenewalChange(by, now, "The subscription was canceled.");
        var refund = RefundAt(now);
        var before = State;
        (State, StateSince, AutoRenew) = (Canceled, now, false);
        WindClock();
        Note(SubscriptionEventKind.Canceled, new() { State = before }, new() { State = State, RefundPercent = refund.Percent }, by, now, reason);
        return consequences;
    }

    /// <summary>Whether a new term follows by itself. Setting what is set already changes nothing.</summary>
    /// <param name="on">On or off.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="now">When.</param>
    public Result<Consequences> SetAutoRenew(bool on, Actor by, DateTimeOffset now)
    {
        if (Refuse(now, Active) is { } refused)
        {
            return refused;
        }

        if (on == AutoRenew)
        {
            return Consequences.None;
        }

        if (!on)
        {
            return SwitchAutoRenewOff(by, now, null) & ~Consequences.AutoRenewSwitchedOff;
        }

        if (Offer.IsTrial)
        {
            return SubscriptionErrors.TrialDoesNotRenew;
        }

        if (!Offer.IsSellable)
        {
            return Error.Conflict("This product is no longer sold, so it can't renew.");
        }

        AutoRenew = true;
        Note(SubscriptionEventKind.AutoRenewChanged, new() { AutoRenew = false }, new() { AutoRenew = true }, by, now);
        return Consequences.None;
    }

    /// <summary>Gives it another nickname; an empty one is the product's name.</summary>
    public Result<Consequences> Rename(string? nickname, Actor by, DateTimeOffset now)
    {
        if (Refuse(now, Active, Suspended, Expired) is { } refused)
        {
            return refused;
        }

        var name = string.IsNullOrWhiteSpace(nickname) ? Offer.Name : nickname.Trim();
        if (name != Nickname)
        {
            Note(SubscriptionEventKind.Renamed, new() { Nickname = Nickname }, new() { Nickname = name }, by, now);
            Nickname = name;
        }

        return Consequences.None;
    }

    /// <summary>
    /// Credits another reseller, or none, from now on. Whether the reseller may be named is the caller's to check.
    /// </summary>
    /// <param name="reseller">The reseller, or null for none.</param>
    /// <param name="supportStays">Whether the support contact stays eligible without being credited here.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="now">When.</param>
    public Result<Consequences> CreditReseller(NamedReseller? reseller, bool supportStays, Actor by, DateTimeOffset now)
    {
        if (Refuse(now, Active, Suspended, Expired) is { } refused)
        {
            return refused;
        }

        if (reseller?.Id == ResellerId)
        {
            return Consequences.None;
        }

        var before = ResellerId;
        credits.Find(c => c.To is null)?.End(now);
        ResellerId = reseller?.Id;
        if (reseller is not null)
        {
            credits.Add(ResellerCredit.Start(this, reseller.Id, now));
        }

        Note(
            SubscriptionEventKind.ResellerCredited,
            new() { ResellerId = before },
            new() { ResellerId = reseller?.Id, ResellerName = reseller?.Name },
            by,
            now);
        if (SupportContactResellerId is null || SupportContactResellerId != before || supportStays)
        {
            return Consequences.None;
        }

        FallBackToProviderSupport(by, now);
        return Consequences.SupportContactFellBack;
    }

    /// <summary>
    /// Names the provider (null) or a reseller as the one the customer turns to. Whether the reseller is eligible is the
    /// caller's to check.
    /// </summary>
    public Result<Consequences> DesignateSupportContact(NamedReseller? reseller, Actor by, DateTimeOffset now)
    {
        if (Refuse(now, Active, Suspended, Expired) is { } refused)
        {
            return refused;
        }

        ChangeSupportContact(reseller, by, now);
        return Consequences.None;
    }

    /// <summary>The support contact is no longer eligible: the provider takes over, in whatever state.</summary>
    public void FallBackToProviderSupport(Actor by, DateTimeOffset now) => ChangeSupportContact(null, by, now);

    private void ChangeSupportContact(NamedReseller? reseller, Actor by, DateTimeOffset now)
    {
        if (reseller?.Id == SupportContactResellerId)
        {
            return;
        }

        Note(
            SubscriptionEventKind.SupportContactChanged,
            new() { ResellerId = SupportContactResellerId },
            new() { ResellerId = reseller?.Id, ResellerName = reseller?.Name },
            by,
            now);
        SupportContactResellerId = reseller?.Id;
    }

    /// <summary>Why a move can't be made now; null when it can.</summary>
    private Error? Refuse(DateTimeOffset now, params ReadOnlySpan<SubscriptionState> allowed) =>
        NextClockAt <= now ? SubscriptionErrors.Due : allowed.Contains(State) ? null : SubscriptionErrors.NotWhile(State);

    private void MoveTo(SubscriptionState state, SubscriptionEventKind kind, Actor by, DateTimeOffset at, string? reason = null)
    {
        var before = State;
        (State, StateSince) = (state, at);
        WindClock(before);
        Note(kind, new() { State = before }, new() { State = state }, by, at, reason);
    }

    private Consequences SwitchAutoRenewOff(Actor by, DateTimeOffset now, string? reason)
    {
        var consequences = Consequences.None;
        if (AutoRenew)
        {
            AutoRenew = false;
            Note(SubscriptionEventKind.AutoRenewChanged, new() { AutoRenew = true }, new() { AutoRenew = false }, by, now, reason);
            consequences = Consequences.AutoRenewSwitchedOff;
        }

        return consequences | DropRenewalChange(by, now, reason ?? "Auto-renew was switched off.");
    }

    private Consequences DropRenewalChange(Actor by, DateTimeOffset now, string? reason)
    {
        if (RenewalChange is not { } change)
        {
            return Consequences.None;
        }

        RenewalChange = null;
        Note(SubscriptionEventKind.RenewalChangeDropped, FactsOf(change), new(), by, now, reason);
        return Consequences.RenewalChangeDropped;
    }

    private static SubscriptionFacts FactsOf(RenewalChange change) => new()
    {
        OfferName = change.OfferName,
        Quantity = change.Quantity,
        Term = change.Plan.Term,
        BillingPlan = change.Plan.Billing,
    };
}

/// <summary>A reseller and the name it has now.</summary>
public sealed record NamedReseller(Guid Id, string Name);
