using IndirectProvider.Catalog;
using IndirectProvider.Tenancy;
using static IndirectProvider.Subscriptions.SubscriptionState;

namespace IndirectProvider.Subscriptions;

/// <summary>What time does to a subscription.</summary>
public enum ClockMove
{
    /// <summary>The term is over: renewal, expiry, or the end of access for a suspended one.</summary>
    EndTerm,

    /// <summary>The 30 days after expiry are over: access ends.</summary>
    Disable,

    /// <summary>The days with access ended are over: the data goes.</summary>
    Delete,
}

/// <summary>The next move that time makes, and when it is due.</summary>
public sealed record ClockStep(ClockMove Move, DateTimeOffset At);

/// <summary>Moves of time. Each takes effect at the moment it was due, however late it is carried out.</summary>
public sealed partial class Subscription
{
    private static readonly TimeSpan ExpiredFor = TimeSpan.FromDays(30);
    private static readonly TimeSpan DisabledAfterSuspendedFor = TimeSpan.FromDays(30);
    private static readonly TimeSpan DisabledAfterExpiredFor = TimeSpan.FromDays(90);

    /// <summary>The next move that time makes; null in a final state.</summary>
    public ClockStep? NextStep => State switch
    {
        Active or Suspended => new(ClockMove.EndTerm, SubscriptionTerm.DayAfter(TermEndsAt)),
        Expired => new(ClockMove.Disable, StateSince + ExpiredFor),
        Disabled => new(ClockMove.Delete, NextClockAt!.Value),
        _ => null,
    };

    /// <summary>The ids of the offers it may have after the next step.</summary>
    public IEnumerable<string> OffersAhead => RenewalChange is { } change ? [OfferId, change.OfferId] : [OfferId];

    /// <summary>Makes every move that is due, one after the other.</summary>
    /// <param name="offers">The offers of <see cref="OffersAhead"/> by id.</param>
    /// <param name="now">What is due by then.</param>
    /// <returns>How many moves there were.</returns>
    public int Advance(IReadOnlyDictionary<string, Offer> offers, DateTimeOffset now)
    {
        var moves = 0;
        while (NextStep is { } step && step.At <= now)
        {
            Take(step, offers);
            moves++;
        }

        // Rows older than the clock's column have their time found here.
        NextClockAt = NextStep?.At;
        return moves;
    }

    private void Take(ClockStep step, IReadOnlyDictionary<string, Offer> offers)
    {
        switch (step.Move)
        {
            case ClockMove.EndTerm when State == Suspended:
                MoveTo(Disabled, SubscriptionEventKind.Disabled, Actor.Portal, step.At, "The term ended while the subscription was suspended.");
                break;
            case ClockMove.EndTerm:
                EndTerm(step.At, offers);
                break;
            case ClockMove.Disable:
                MoveTo(Disabled, SubscriptionEventKind.Disabled, Actor.Portal, step.At);
                break;
            default:
                MoveTo(Deleted, SubscriptionEventKind.Deleted, Actor.Portal, step.At);
                break;
        }
    }

    private void EndTerm(DateTimeOffset at, IReadOnlyDictionary<string, Offer> offers)
    {
        // A trial has a planned change exactly when it is to be converted at its end.
        if (RenewalChange is { } change && offers.TryGetValue(change.OfferId, out var next) && next.IsSellable)
        {
            Renew(change, next, at);
            return;
        }

        DropRenewalChange(Actor.Portal, at, "The product planned for the renewal is no longer sold.");
        if (AutoRenew && offers[OfferId].IsSellable)
        {
            var same = offers[OfferId];
            Renew(new RenewalChange(OfferId, same.Name, Quantity, new OfferPlan(Term, BillingPlan)), same, at);
            return;
        }

        var reason = AutoRenew ? "The product is no longer sold." : Offer.IsTrial ? "The trial was over." : "Auto-renew was off.";
        AutoRenew = false;
        MoveTo(Expired, SubscriptionEventKind.Expired, Actor.Portal, at, reason);
    }

    private void Renew(RenewalChange terms, Offer offer, DateTimeOffset at)
    {
        if (Offer.IsTrial)
        {
            AnchoredAt = TermEndsAt;
        }

        var end = SubscriptionTerm.Later(TermEndsAt, SubscriptionTerm.Months(terms.Plan.Term), AnchoredAt);
        BeginTerm(terms, offer, at, end, Offer.IsTrial ? SubscriptionEventKind.TrialConverted : SubscriptionEventKind.Renewed, Actor.Portal);
    }

    /// <summary>Sets when the next step is due.</summary>
    private void WindClock(SubscriptionState before = Active) =>
        NextClockAt = State == Disabled
            ? StateSince + (before == Suspended ? DisabledAfterSuspendedFor : DisabledAfterExpiredFor)
            : NextStep?.At;
}
