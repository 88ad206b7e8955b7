using IndirectProvider.Subscriptions;
using static IndirectProvider.UnitTests.Subscriptions.Sample;

namespace IndirectProvider.UnitTests.Subscriptions;

/// <summary>Single moves: what they need, change and bring with them.</summary>
public sealed class MoveTests
{
    private readonly Dictionary<string, Catalog.Offer> catalog = Sample.Catalog();

    [Theory]
    [InlineData(0, 31)]
    [InlineData(23.9, 31)]
    [InlineData(24, 30)]
    [InlineData(24.1, 29)]
    [InlineData(60, 28)]
    [InlineData(167.9, 24)]
    public void Canceling_refunds_all_for_a_day_and_then_by_days_begun(double hours, int daysLeft)
    {
        var subscription = Of(catalog);
        var now = Start.AddHours(hours);

        Assert.Equal(new RefundShare(daysLeft, 31), subscription.RefundAt(now));
        Done(subscription.Cancel("mistake", Petra, now));
        Assert.Equal(Math.Round(100m * daysLeft / 31, 2), subscription.Events[^1].After.RefundPercent);
        Assert.Null(subscription.NextClockAt);
    }

    [Fact]
    public void Canceling_ends_after_7_days_and_begins_again_with_the_renewal()
    {
        var subscription = Of(catalog);
        Assert.Equal(ErrorKind.Conflict, Refused(subscription.Cancel(null, Petra, Start.AddDays(7))).Kind);

        subscription.Advance(catalog, At("2026-02-16T00:00"));

        Assert.Equal(100m, subscription.RefundAt(At("2026-02-16T12:00")).Percent);
        Done(subscription.Cancel(null, Petra, At("2026-02-22T23:59")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(301)]
    [InlineData(10)]
    public void A_number_of_licenses_out_of_range_or_unchanged_is_refused_at_its_field(int quantity) =>
        Assert.Equal("Quantity", Refused(Of(catalog).ChangeQuantity(quantity, Petra, Start.AddHours(1))).Field);

    [Fact]
    public void Licenses_go_down_as_far_and_as_long_as_they_were_added()
    {
        var subscription = Of(catalog, quantity: 10);
        Done(subscription.ChangeQuantity(15, Petra, Start.AddDays(6)));
        Assert.Equal([new(10, Start.AddDays(7)), new(5, Start.AddDays(13))], subscription.ReducibleAt(Start.AddDays(6)));
        Assert.Equal(1, subscription.LowestQuantityAt(Start.AddDays(6)));

        Assert.Equal(10, subscription.LowestQuantityAt(Start.AddDays(7)));
        Assert.Contains("10", Refused(subscription.ChangeQuantity(9, Petra, Start.AddDays(8))).Text);
        Done(subscription.ChangeQuantity(12, Petra, Start.AddDays(8)));
        Assert.Equal([new(2, Start.AddDays(13))], subscription.ReducibleAt(Start.AddDays(8)));

        Assert.Empty(subscription.ReducibleAt(Start.AddDays(13)));
        Assert.False(subscription.ChangeQuantity(11, Petra, Start.AddDays(13)).Succeeded);
    }

    [Fact]
    public void The_change_planned_is_dropped_with_notice()
    {
        var drops = new Dictionary<string, Func<Subscription, DateTimeOffset, Result<Consequences>>>
        {
            ["cancel"] = (s, now) => s.Cancel(null, Petra, now),
            ["suspend"] = (s, now) => s.Suspend(null, Petra, now),
            ["auto-renew off"] = (s, now) => s.SetAutoRenew(false, Petra, now),
            ["quantity"] = (s, now) => s.ChangeQuantity(11, Petra, now),
            ["upgrade"] = (s, now) => s.Upgrade(catalog["ALT-OFF-PRE"], Petra, now),
        };
        foreach (var (name, move) in drops)
        {
            var subscription = Of(catalog);
            Done(subscription.ScheduleRenewalChange(subscription.Offer, 5, "P1M/monthly", Petra, Start.AddDays(1)));

            var consequences = Done(move(subscription, Start.AddDays(2)));

            Assert.True(consequences.HasFlag(Consequences.RenewalChangeDropped), name);
            Assert.NotEmpty(consequences.Texts());
            Assert.Null(subscription.RenewalChange);
        }
    }

    [Fact]
    public void A_change_at_renewal_needs_auto_renew()
    {
        var subscription = Of(catalog);
        Done(subscription.SetAutoRenew(false, Petra, Start.AddDays(1)));

        Assert.Equal(ErrorKind.Conflict, Refused(subscription.ScheduleRenewalChange(subscription.Offer, 5, "P1M/monthly", Petra, Start.AddDays(2))).Kind);
    }

    [Theory]
    [InlineData("ALT-OFF-STD", 10, "P1M/monthly", "")]
    [InlineData("ALT-OFF-STD", 0, "P1M/monthly", "Quantity")]
    [InlineData("ALT-OFF-STD", 5, "P1M/annual", "Plan")]
    [InlineData("ALT-MAL-STD", 5, "P1M/monthly", "OfferId")]
    public void A_change_at_renewal_must_be_one_and_fit(string offerId, int quantity, string plan, string field) =>
        Assert.Equal(field, Refused(Of(catalog).ScheduleRenewalChange(catalog[offerId], quantity, plan, Petra, Start.AddDays(1))).Field);

    [Theory]
    [InlineData("P1Y/annual", "P1M/monthly")]
    [InlineData("P3Y/annual", "P1Y/monthly")]
    [InlineData("P1Y/annual", "P1Y/annual")]
    [InlineData("P1Y/annual", "P1Y/triennial")]
    [InlineData("P1Y/annual", "")]
    public void The_term_never_gets_shorter_and_the_plan_is_one_of_the_offer(string from, string to) =>
        Assert.Equal("Plan", Refused(Of(catalog, plan: from).ChangePlan(to, Petra, Start.AddDays(1))).Field);

    [Fact]
    public void A_longer_term_counts_from_where_the_current_one_began()
    {
        var subscription = Of(catalog, start: At("2026-01-31T10:00"));
        subscription.Advance(catalog, At("2026-03-01T00:00"));

        Done(subscription.ChangePlan("P1Y/monthly", Petra, At("2026-03-20T09:00")));

        Assert.Equal((At("2027-02-28T10:00"), At("2027-03-01T00:00")), (subscription.TermEndsAt, subscription.NextClockAt));
        Assert.Equal(At("2026-03-08T00:00"), subscription.CancelableUntil);
    }

    [Fact]
    public void Upgrading_all_keeps_the_subscription_and_its_days()
    {
        var subscription = Of(catalog);
        var (id, end) = (subscription.Id, subscription.TermEndsAt);
        Done(subscription.Upgrade(catalog["ALT-OFF-PRE"], Petra, Start.AddDays(3)));

        Assert.Equal((id, end, "ALT-OFF-PRE", "Altostrata Office Premium"), (subscription.Id, subscription.TermEndsAt, subscription.OfferId, subscription.Nickname));
        Assert.Equal(Start.AddDays(7), subscription.CancelableUntil);
        Assert.Equal("OfferId", Refused(subscription.Upgrade(catalog["ALT-OFF-STD"], Petra, Start.AddDays(3))).Field);
    }

    [Fact]
    public void Upgrading_some_makes_a_new_subscription_with_the_same_end_and_no_new_days()
    {
        var subscription = Of(catalog, quantity: 10, reseller: Alpha);
        Done(subscription.ChangeQuantity(12, Petra, Start.AddDays(6)));

        var part = Done(subscription.UpgradePart(11, catalog["ALT-OFF-PRE"], "vendor-2", Petra, Start.AddDays(8)));

        Assert.Equal((1, 11, "ALT-OFF-PRE"), (subscription.Quantity, part.Quantity, part.OfferId));
        Assert.Equal((subscription.TermEndsAt, subscription.TermStartsAt, subscription.NextClockAt), (part.TermEndsAt, part.TermStartsAt, part.NextClockAt));
        Assert.Equal((1, 1), (subscription.Batches.CountReducibleAt(Start.AddDays(8)), part.Batches.CountReducibleAt(Start.AddDays(8))));
        Assert.Equal(Alpha.Id, Assert.Single(part.Credits).ResellerId);
        Assert.False(part.Cancel(null, Petra, Start.AddDays(8)).Succeeded);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(11)]
    public void Some_is_at_least_one_and_leaves_some(int quantity) =>
        Assert.Equal("Quantity", Refused(Of(catalog, quantity: 10).UpgradePart(quantity, catalog["ALT-OFF-PRE"], "v", Petra, Start.AddDays(1))).Field);

    [Fact]
    public void Credits_keep_from_and_to()
    {
        var subscription = Of(catalog, reseller: Alpha);
        Done(subscription.CreditReseller(null, false, Petra, Start.AddDays(5)));
        Done(subscription.CreditReseller(Beta, false, Petra, Start.AddDays(9)));
        Done(subscription.CreditReseller(Beta, false, Petra, Start.AddDays(10)));

        Assert.Equal(
            [(Alpha.Id, Start, Start.AddDays(5)), (Beta.Id, Start.AddDays(9), (DateTimeOffset?)null)],
            subscription.Credits.Select(c => (c.ResellerId, c.From, c.To)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_support_contact_without_credit_or_association_gives_way_to_the_provider(bool associated)
    {
        var subscription = Of(catalog, reseller: Alpha);
        Done(subscription.DesignateSupportContact(Alpha, Petra, Start.AddDays(1)));

        var consequences = Done(subscription.CreditReseller(Beta, associated, Petra, Start.AddDays(2)));

        Assert.Equal(associated ? Consequences.None : Consequences.SupportContactFellBack, consequences);
        Assert.Equal(associated ? Alpha.Id : null, subscription.SupportContactResellerId);
    }

    [Fact]
    public void An_empty_nickname_is_the_products_name()
    {
        var subscription = Of(catalog);
        Done(subscription.Rename("  Head office ", Petra, Start.AddDays(1)));
        Assert.Equal("Head office", subscription.Nickname);
        Done(subscription.Rename(" ", Petra, Start.AddDays(1)));
        Assert.Equal("Altostrata Office Standard", subscription.Nickname);
    }

    [Fact]
    public void Every_event_has_its_words_and_its_place_in_the_activity_log()
    {
        var known = typeof(Audit.AuditAction).GetFields().Select(f => (string)f.GetRawConstantValue()!).ToHashSet();
        Rule.Holds(
            from kind in Enum.GetValues<SubscriptionEventKind>()
            where kind is not (SubscriptionEventKind.Ordered or SubscriptionEventKind.SupportContactChanged) && !known.Contains($"Subscription{kind}")
            select $"AuditAction lacks Subscription{kind}");

        var subscription = Of(catalog);
        Done(subscription.Suspend("unpaid", Petra, Start.AddDays(1)));
        subscription.Advance(catalog, Start.AddYears(1));
        Assert.All(subscription.Events, e => Assert.NotEmpty(e.Text()));
        Assert.Equal("unpaid", subscription.Events[1].ReasonText());
    }
}
