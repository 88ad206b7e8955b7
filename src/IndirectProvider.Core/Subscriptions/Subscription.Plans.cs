using IndirectProvider.Catalog;
using IndirectProvider.Tenancy;
using static IndirectProvider.Subscriptions.SubscriptionState;

namespace IndirectProvider.Subscriptions;

/// <summary>Changes of term, billing plan and offer: now, at the renewal, or at the end of a trial.</summary>
public sealed partial class Subscription
{
    /// <summary>Whether the change at renewal may be to this offer: the same, a higher one, or one it is a higher one of.</summary>
    public bool MayRenewAs(Offer offer) =>
        offer.Id == OfferId || Offer.UpgradesTo.Contains(offer.Id) || offer.UpgradesTo.Contains(OfferId);

    /// <summary>Plans what the subscription becomes with its next term; a plan made before is replaced.</summary>
    public Result<Consequences> ScheduleRenewalChange(Offer offer, int quantity, string planKey, Actor by, DateTimeOffset now)
    {
        if (Refuse(now, Active) is { } refused)
        {
            return refused;
        }

        if (Offer.IsTrial)
        {
            return SubscriptionErrors.TrialDoesNotRenew;
        }

        if (!AutoRenew)
        {
            return SubscriptionErrors.NoRenewal;
        }

        if (!MayRenewAs(offer) || !offer.IsSellable)
        {
            return Error.Invalid(nameof(OfferId), "Choose one of the products offered.");
        }

        if (PlanOf(offer, planKey) is not { } plan)
        {
            return NoPlan(offer, planKey);
        }

        if (OutsideRange(offer, quantity) is { } outside)
        {
            return outside;
        }

        if (offer.Id == OfferId && quantity == Quantity && plan.Term == Term && plan.Billing == BillingPlan)
        {
            return Error.Conflict("This is what renews anyway. Change something, or revoke the planned change.");
        }

        PlanChange(new RenewalChange(offer.Id, offer.Name, quantity, plan), by, now);
        return Consequences.None;
    }

    /// <summary>Takes the planned change back.</summary>
    public Result<Consequences> RevokeRenewalChange(Actor by, DateTimeOffset now)
    {
        if (Refuse(now, Active) is { } refused)
        {
            return refused;
        }

        if (RenewalChange is null)
        {
            return Error.Conflict("No change is planned for the renewal.");
        }

        DropRenewalChange(by, now, null);
        return Consequences.None;
    }

    /// <summary>
    /// Another billing plan, or a longer term, now. A longer term counts from where the current one began; the 7 days
    /// of the purchase or renewal do not begin again.
    /// </summary>
    public Result<Consequences> ChangePlan(string planKey, Actor by, DateTimeOffset now)
    {
        if (Refuse(now, Active) is { } refused)
        {
            return refused;
        }

        if (Offer.IsTrial)
        {
            return SubscriptionErrors.TrialHasOnePlan;
        }

        if (PlanOf(Offer, planKey) is not { } plan)
        {
            return NoPlan(Offer, planKey);
        }

        var longer = SubscriptionTerm.Months(plan.Term) - SubscriptionTerm.Months(Term);
        if (longer < 0)
        {
            return Error.Invalid("Plan", "The term can't get shorter before it ends. Plan the shorter term for the renewal instead.");
        }

        if (plan.Term == Term && plan.Billing == BillingPlan)
        {
            return Error.Invalid("Plan", "The subscription has this term and billing plan already.");
        }

        var before = new SubscriptionFacts { Term = Term, BillingPlan = BillingPlan, TermEndsAt = TermEndsAt };
        (Term, BillingPlan) = (plan.Term, plan.Billing);
        TermEndsAt = SubscriptionTerm.Later(TermEndsAt, longer, AnchoredAt);
        WindClock();
        Note(
            SubscriptionEventKind.PlanChanged, before, new() { Term = Term, BillingPlan = BillingPlan, TermEndsAt = TermEndsAt }, by, now);
        return Consequences.None;
    }

    /// <summary>Makes a trial a paid subscription: a purchase now, or a change when the trial is over.</summary>
    public Result<Consequences> ConvertTrial(Offer paid, int quantity, string planKey, bool atEnd, Actor by, DateTimeOffset now)
    {
        if (Refuse(now, Active) is { } refused)
        {
            return refused;
        }

        if (!Offer.IsTrial)
        {
            return SubscriptionErrors.NoTrial;
        }

        if (Offer.TrialOf != paid.Id || !paid.IsSellable)
        {
            return Error.Conflict("The paid product of this trial is no longer sold.");
        }

        if (PlanOf(paid, planKey) is not { } plan)
        {
            return NoPlan(paid, planKey);
        }

        if (OutsideRange(paid, quantity) is { } outside)
        {
            return outside;
        }

        var change = new RenewalChange(paid.Id, paid.Name, quantity, plan);
        if (atEnd)
        {
            PlanChange(change, by, now);
            return Consequences.None;
        }

        var consequences = DropRenewalChange(by, now, "The trial was converted at once.");
        AnchoredAt = now;
        BeginTerm(change, paid, now, SubscriptionTerm.EndOf(now, plan.Term), SubscriptionEventKind.TrialConverted, by);
        return consequences;
    }

    private void PlanChange(RenewalChange change, Actor by, DateTimeOffset now)
    {
        var before = RenewalChange is { } earlier ? FactsOf(earlier) : new SubscriptionFacts();
        RenewalChange = change;
        Note(SubscriptionEventKind.RenewalChangeScheduled, before, FactsOf(change), by, now);
    }

    /// <summary>A new term with new 7 days for the subscription and all its licences.</summary>
    private void BeginTerm(RenewalChange terms, Offer offer, DateTimeOffset start, DateTimeOffset end, SubscriptionEventKind kind, Actor by)
    {
        var before = TermFacts(Offer.Name);
        Become(offer);
        (Quantity, Batches) = (terms.Quantity, LicenseBatches.Of(terms.Quantity, start));
        (Term, BillingPlan) = (terms.Plan.Term, terms.Plan.Billing);
        (TermStartsAt, TermEndsAt) = (start, end);
        (AutoRenew, RenewalChange) = (true, null);
        WindClock();
        Note(kind, before, TermFacts(Offer.Name), by, start);
    }

    private static Error NoPlan(Offer offer, string planKey) => planKey.Length == 0
        ? Error.Invalid("Plan", "Choose a term and billing plan.")
        : Error.Invalid("Plan", "{0} is not sold with this term and billing plan.", offer.Name);

    // The catalogue is data: a plan that bills beyond its term is not offered, whoever wrote it there.
    private static OfferPlan? PlanOf(Offer offer, string planKey) =>
        offer.Plans.FirstOrDefault(p => p.Key == planKey && SubscriptionTerm.IsSound(p));
}
