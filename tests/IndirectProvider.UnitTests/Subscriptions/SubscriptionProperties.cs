using FsCheck;
using FsCheck.Xunit;
using IndirectProvider.Subscriptions;

namespace IndirectProvider.UnitTests.Subscriptions;

/// <summary>What holds for whatever is done, whenever.</summary>
public sealed class SubscriptionProperties
{
    private static readonly Dictionary<string, Catalog.Offer> Catalog = Sample.Catalog();
    private static readonly string[] Plans = ["P1M/monthly", "P1Y/annual", "P1Y/monthly", "P3Y/annual"];

    /// <summary>Against a model that knows every single licence.</summary>
    [Property(MaxTest = 300)]
    public void Licenses_can_be_taken_back_for_7_days_each(PositiveInt first, (byte Hours, short Change)[] steps)
    {
        var now = Sample.Start;
        var count = (first.Get % 50) + 1;
        var batches = LicenseBatches.Of(count, now);
        var licenses = Enumerable.Repeat(now, count).ToList();
        foreach (var (hours, change) in steps)
        {
            now += TimeSpan.FromHours(hours % 100);
            var open = licenses.Count(at => now < at.AddDays(7));
            Assert.Equal(open, batches.CountReducibleAt(now));
            Assert.All(batches.ReducibleAt(now), r => Assert.InRange(r.Until, now.AddTicks(1), now.AddDays(7)));
            var by = Math.Abs(change % 20);
            if (change >= 0)
            {
                batches = batches.Add(by + 1, now);
                licenses.AddRange(Enumerable.Repeat(now, by + 1));
            }
            else if (by <= open)
            {
                batches = batches.TakeBack(by, now);
                licenses.RemoveRange(licenses.FindIndex(at => now < at.AddDays(7)) is var from && from < 0 ? 0 : from, by);
            }
            else
            {
                Assert.Throws<ArgumentOutOfRangeException>(() => batches.TakeBack(by, now));
            }

            Assert.Equal(licenses.Count, batches.Items.Sum(b => b.Count));
            Assert.Equal(licenses.GroupBy(at => at).Select(g => new LicenseBatch(g.Key, g.Count())), batches.Items.GroupBy(b => b.At).Select(g => new LicenseBatch(g.Key, g.Sum(b => b.Count))));
        }
    }

    [Property(MaxTest = 200)]
    public void Parting_licenses_loses_none_and_opens_no_window(PositiveInt first, PositiveInt more, PositiveInt moved, byte hours)
    {
        var batches = LicenseBatches.Of(first.Get, Sample.Start).Add(more.Get, Sample.Start.AddDays(2));
        var count = moved.Get % (first.Get + more.Get);
        var now = Sample.Start.AddDays(2).AddHours(hours);

        var (kept, part) = batches.Part(count);

        Assert.Equal(count, part.Items.Sum(b => b.Count));
        Assert.Equal(batches.Items.Sum(b => b.Count), part.Items.Sum(b => b.Count) + kept.Items.Sum(b => b.Count));
        Assert.Equal(batches.CountReducibleAt(now), part.CountReducibleAt(now) + kept.CountReducibleAt(now));
    }

    [Property(MaxTest = 500)]
    public void Quantity_never_falls_below_what_is_older_than_7_days((byte Hours, int Wanted)[] steps)
    {
        var subscription = Sample.Of(Catalog, quantity: 20, plan: "P3Y/annual");
        var now = Sample.Start;
        var history = new List<(DateTimeOffset At, int Quantity)> { (now, 20) };
        foreach (var (hours, wanted) in steps)
        {
            now += TimeSpan.FromHours(hours % 60);
            var lowest = subscription.LowestQuantityAt(now);
            var result = subscription.ChangeQuantity(wanted % 320, Sample.Petra, now);
            Assert.Equal(wanted % 320 >= lowest && wanted % 320 <= 300 && wanted % 320 != history[^1].Quantity, result.Succeeded);
            history.Add((now, subscription.Quantity));

            // Whatever was there 7 days ago and ever since is still there.
            var weekAgo = now.AddDays(-7);
            var floor = history.Where(h => h.At >= weekAgo).Select(h => h.Quantity)
                .Append(history.LastOrDefault(h => h.At <= weekAgo, (At: now, Quantity: 0)).Quantity).Min();
            Assert.True(subscription.Quantity >= floor);
            Assert.Equal(subscription.Quantity, subscription.Batches.Items.Sum(b => b.Count));
        }
    }

    [Property(MaxTest = 500)]
    public void Terms_follow_each_other_on_the_day_they_began(NonNegativeInt hour, NonNegativeInt planIndex)
    {
        var start = new DateTimeOffset(2019, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(hour.Get * 7919L % (24 * 365 * 20));
        var plan = Plans[planIndex.Get % Plans.Length];
        var months = SubscriptionTerm.Months(plan.Split('/')[0]);
        var subscription = Sample.Of(Catalog, plan: plan, start: start);
        for (var term = 1; term <= 15; term++)
        {
            var end = subscription.TermEndsAt;
            var month = new DateTime(start.Year, start.Month, 1).AddMonths(term * months);
            Assert.Equal((month.Year, month.Month), (end.Year, end.Month));
            Assert.Equal(Math.Min(start.Day, DateTime.DaysInMonth(end.Year, end.Month)), end.Day);
            Assert.Equal(start.TimeOfDay, end.TimeOfDay);

            Assert.Equal(0, subscription.Advance(Catalog, end));
            Assert.Equal(1, subscription.Advance(Catalog, SubscriptionTerm.DayAfter(end)));
            Assert.Equal(end.UtcDateTime.Date.AddDays(1), subscription.TermStartsAt.UtcDateTime);
        }
    }

    [Property(MaxTest = 500)]
    public void The_refund_only_falls(NonNegativeInt planIndex, byte hours, byte more)
    {
        var subscription = Sample.Of(Catalog, plan: Plans[planIndex.Get % Plans.Length]);
        var now = Sample.Start.AddHours(hours % 168);
        var later = now.AddHours(more % 48);

        Assert.InRange(subscription.RefundAt(now).Percent, 0.01m, 100m);
        Assert.True(subscription.RefundAt(later).DaysLeft <= subscription.RefundAt(now).DaysLeft);
        Assert.Equal(now - Sample.Start < TimeSpan.FromDays(1), subscription.RefundAt(now).DaysLeft == subscription.RefundAt(now).Days);
    }

    /// <summary>The same deeds at the same times, with the clock looked at daily or now and then.</summary>
    [Property(MaxTest = 300)]
    public void Advancing_in_any_steps_gives_the_same_history(
        NonNegativeInt startDay, NonNegativeInt planIndex, (byte Days, byte Deed)[] deeds, PositiveInt[] gaps)
    {
        var start = Sample.Start.AddDays(startDay.Get % 1500);
        var plan = Plans[planIndex.Get % Plans.Length];
        var daily = Run(start, plan, deeds, []);
        var mixed = Run(start, plan, deeds, gaps);

        Assert.Equal(daily.History(), mixed.History());
        Assert.Equal((daily.State, daily.NextClockAt, daily.TermEndsAt, daily.Quantity), (mixed.State, mixed.NextClockAt, mixed.TermEndsAt, mixed.Quantity));
    }

    private static Subscription Run(DateTimeOffset start, string plan, (byte Days, byte Deed)[] deeds, PositiveInt[] gaps)
    {
        var subscription = Sample.Of(Catalog, plan: plan, start: start);
        var due = new Queue<(DateTimeOffset At, byte Deed)>();
        var at = start;
        foreach (var (days, deed) in deeds)
        {
            at = at.AddDays(days).AddHours(1);
            due.Enqueue((at, deed));
        }

        var (now, look) = (start, 0);
        var until = at.AddDays(500);
        while (now < until)
        {
            now = now.AddDays(gaps.Length == 0 ? 1 : gaps[look++ % gaps.Length].Get % 120 + 1);
            now = now < until ? now : until;
            while (due.TryPeek(out var next) && next.At <= now)
            {
                // Nobody acts on a subscription that time has not caught up with.
                subscription.Advance(Catalog, next.At);
                Act(subscription, next.Deed, next.At);
                due.Dequeue();
            }

            subscription.Advance(Catalog, now);
        }

        return subscription;
    }

    private static void Act(Subscription s, byte deed, DateTimeOffset now) => _ = (deed % 8) switch
    {
        0 => s.Suspend(null, Sample.Petra, now),
        1 => s.Reactivate(Sample.Petra, now),
        2 => s.SetAutoRenew(false, Sample.Petra, now),
        3 => s.SetAutoRenew(true, Sample.Petra, now),
        4 => s.ChangeQuantity(s.Quantity + 1, Sample.Petra, now),
        5 => s.ScheduleRenewalChange(s.Offer, 3, "P1M/monthly", Sample.Petra, now),
        6 => s.ChangePlan("P3Y/annual", Sample.Petra, now),
        _ => s.Cancel(null, Sample.Petra, now),
    };
}
