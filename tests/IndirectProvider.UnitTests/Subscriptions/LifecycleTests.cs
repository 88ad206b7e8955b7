using IndirectProvider.Subscriptions;
using static IndirectProvider.Subscriptions.SubscriptionState;
using static IndirectProvider.UnitTests.Subscriptions.Sample;

namespace IndirectProvider.UnitTests.Subscriptions;

/// <summary>What time does, by dates.</summary>
public sealed class LifecycleTests
{
    private readonly Dictionary<string, Catalog.Offer> catalog = Sample.Catalog();

    [Fact]
    public void A_month_from_the_31st_renews_the_day_after_the_end_date_and_keeps_its_day()
    {
        var subscription = Of(catalog, start: At("2026-01-31T10:00"));
        Assert.Equal(At("2026-02-28T10:00"), subscription.TermEndsAt);
        Assert.Equal(At("2026-03-01T00:00"), subscription.NextClockAt);

        Assert.Equal(0, subscription.Advance(catalog, At("2026-02-28T23:59")));
        Assert.Equal(1, subscription.Advance(catalog, At("2026-03-01T00:00")));
        Assert.Equal(0, subscription.Advance(catalog, At("2026-03-01T00:01")));

        Assert.Equal((Active, At("2026-03-01T00:00"), At("2026-03-31T10:00")), (subscription.State, subscription.TermStartsAt, subscription.TermEndsAt));
        subscription.Advance(catalog, At("2026-04-01T00:00"));
        Assert.Equal(At("2026-04-30T10:00"), subscription.TermEndsAt);
    }

    [Theory]
    [InlineData("2028-02-29T08:00", "P1Y/annual", "2029-02-28T08:00", "2030-02-28T08:00")]
    [InlineData("2028-02-29T08:00", "P3Y/annual", "2031-02-28T08:00", "2034-02-28T08:00")]
    [InlineData("2025-02-28T08:00", "P3Y/annual", "2028-02-28T08:00", "2031-02-28T08:00")]
    [InlineData("2026-12-31T23:30", "P1M/monthly", "2027-01-31T23:30", "2027-02-28T23:30")]
    public void Terms_end_on_the_same_day(string start, string plan, string first, string second)
    {
        var subscription = Of(catalog, plan: plan, start: At(start));
        Assert.Equal(At(first), subscription.TermEndsAt);

        subscription.Advance(catalog, subscription.NextClockAt!.Value);

        Assert.Equal(At(second), subscription.TermEndsAt);
    }

    [Fact]
    public void A_leap_day_comes_back()
    {
        var subscription = Of(catalog, plan: "P1Y/annual", start: At("2028-02-29T08:00"));
        subscription.Advance(catalog, At("2031-03-01T00:00"));

        Assert.Equal(At("2032-02-29T08:00"), subscription.TermEndsAt);
    }

    [Fact]
    public void Weeks_of_downtime_are_walked_through_in_order()
    {
        var subscription = Of(catalog);
        subscription.Advance(catalog, At("2026-04-20T00:00"));

        Assert.Equal("Renewed Renewed Renewed", subscription.Kinds());
        Assert.Equal(
            [At("2026-02-16T00:00"), At("2026-03-16T00:00"), At("2026-04-16T00:00")], subscription.Events.Skip(1).Select(e => e.At));
    }

    [Fact]
    public void Without_auto_renew_it_expires_is_disabled_after_30_days_and_deleted_after_90_more()
    {
        var subscription = Of(catalog);
        Done(subscription.SetAutoRenew(false, Petra, Start.AddDays(2)));

        subscription.Advance(catalog, At("2026-02-15T23:59"));
        Assert.Equal(Active, subscription.State);
        subscription.Advance(catalog, At("2026-02-16T00:00"));
        Assert.Equal((Expired, At("2026-03-18T00:00")), (subscription.State, subscription.NextClockAt));
        subscription.Advance(catalog, At("2026-03-18T00:00"));
        Assert.Equal((Disabled, At("2026-06-16T00:00")), (subscription.State, subscription.NextClockAt));
        subscription.Advance(catalog, At("2026-06-16T00:00"));
        Assert.Equal((Deleted, null), (subscription.State, subscription.NextClockAt));
        Assert.Equal("AutoRenewChanged Expired Disabled Deleted", subscription.Kinds());
    }

    [Fact]
    public void A_suspended_one_is_disabled_when_its_term_ends_and_deleted_after_30_days()
    {
        var subscription = Of(catalog);
        Assert.Equal(Consequences.AutoRenewSwitchedOff, Done(subscription.Suspend("unpaid", Petra, Start.AddDays(20))));

        subscription.Advance(catalog, At("2026-02-16T00:00"));
        Assert.Equal((Disabled, At("2026-03-18T00:00")), (subscription.State, subscription.NextClockAt));
        subscription.Advance(catalog, At("2026-03-18T00:00"));
        Assert.Equal(Deleted, subscription.State);
    }

    [Fact]
    public void Reactivated_it_does_not_renew_unless_somebody_says_so()
    {
        var subscription = Of(catalog);
        Done(subscription.Suspend(null, Petra, Start.AddDays(1)));
        Done(subscription.Reactivate(Petra, Start.AddDays(2)));
        Assert.False(subscription.AutoRenew);

        Done(subscription.SetAutoRenew(true, Petra, Start.AddDays(3)));
        subscription.Advance(catalog, At("2026-02-16T00:00"));
        Assert.Equal(Active, subscription.State);
    }

    [Fact]
    public void The_change_planned_takes_effect_with_the_renewal()
    {
        var subscription = Of(catalog, quantity: 10);
        Done(subscription.ScheduleRenewalChange(catalog["ALT-OFF-BAS"], 4, "P1Y/monthly", Petra, Start.AddDays(10)));

        subscription.Advance(catalog, At("2026-02-16T00:00"));

        Assert.Equal(("ALT-OFF-BAS", 4, "P1Y", "monthly"), (subscription.OfferId, subscription.Quantity, subscription.Term, subscription.BillingPlan));
        Assert.Equal(("Altostrata Office Basic", At("2027-02-15T10:00")), (subscription.Nickname, subscription.TermEndsAt));
        Assert.Null(subscription.RenewalChange);
        Assert.Equal(4, subscription.Batches.CountReducibleAt(At("2026-02-22T23:59")));
        Assert.Equal(0, subscription.Batches.CountReducibleAt(At("2026-02-23T00:00")));
    }

    [Fact]
    public void A_product_no_longer_sold_does_not_renew()
    {
        var subscription = Of(catalog);
        catalog["ALT-OFF-STD"].StopSelling();

        subscription.Advance(catalog, At("2026-02-16T00:00"));

        Assert.Equal((Expired, "The product is no longer sold."), (subscription.State, subscription.Events[^1].Reason));
    }

    [Fact]
    public void A_planned_product_no_longer_sold_is_dropped_and_the_present_one_renews()
    {
        var subscription = Of(catalog);
        Done(subscription.ScheduleRenewalChange(catalog["ALT-OFF-PRE"], 4, "P1M/monthly", Petra, Start.AddDays(10)));
        catalog["ALT-OFF-PRE"].StopSelling();

        subscription.Advance(catalog, At("2026-02-16T00:00"));

        Assert.Equal("RenewalChangeScheduled RenewalChangeDropped Renewed", subscription.Kinds());
        Assert.Equal(("ALT-OFF-STD", 10), (subscription.OfferId, subscription.Quantity));
    }

    [Fact]
    public void A_trial_runs_30_days_and_expires()
    {
        var trial = Of(catalog, "ALT-OFF-STD-TRY", 25, "P1M/one-time");
        Assert.Equal((Start.AddDays(30), false), (trial.TermEndsAt, trial.AutoRenew));
        Assert.False(trial.SetAutoRenew(true, Petra, Start.AddDays(1)).Succeeded);

        trial.Advance(catalog, At("2026-02-15T00:00"));

        Assert.Equal((Expired, "The trial was over."), (trial.State, trial.Events[^1].Reason));
    }

    [Fact]
    public void A_trial_converted_now_is_a_purchase()
    {
        var trial = Of(catalog, "ALT-OFF-STD-TRY", 25, "P1M/one-time");
        var now = At("2026-01-31T12:00");
        Done(trial.ConvertTrial(catalog["ALT-OFF-STD"], 12, "P1M/monthly", false, Petra, now));

        Assert.Equal(("ALT-OFF-STD", 12, true), (trial.OfferId, trial.Quantity, trial.AutoRenew));
        Assert.Equal((now, At("2026-02-28T12:00"), now.AddDays(7)), (trial.TermStartsAt, trial.TermEndsAt, trial.CancelableUntil));
        trial.Advance(catalog, At("2026-03-01T00:00"));
        Assert.Equal(At("2026-03-31T12:00"), trial.TermEndsAt);
    }

    [Fact]
    public void A_trial_converted_at_its_end_goes_on_without_a_gap()
    {
        var trial = Of(catalog, "ALT-OFF-STD-TRY", 25, "P1M/one-time");
        Done(trial.ConvertTrial(catalog["ALT-OFF-STD"], 12, "P1Y/annual", true, Petra, Start.AddDays(3)));

        trial.Advance(catalog, At("2026-02-15T00:00"));

        Assert.Equal("RenewalChangeScheduled TrialConverted", trial.Kinds());
        Assert.Equal((At("2026-02-15T00:00"), At("2027-02-14T10:00"), true), (trial.TermStartsAt, trial.TermEndsAt, trial.AutoRenew));
    }
}
