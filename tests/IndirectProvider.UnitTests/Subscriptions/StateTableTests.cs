using IndirectProvider.Subscriptions;
using static IndirectProvider.Subscriptions.SubscriptionState;

namespace IndirectProvider.UnitTests.Subscriptions;

/// <summary>Every state with every move: allowed (yes) or refused (no), with nothing changed.</summary>
public sealed class StateTableTests
{
    private static readonly SubscriptionState[] Columns = [Active, Suspended, Expired, Disabled, Canceled, Deleted];

    // Within the first 7 days for the states one can cancel in, and with auto-renew on where a move needs it.
    private const string Table = """
        move                   Active Suspended Expired Disabled Canceled Deleted
        Suspend                yes    no        no      no       no       no
        Reactivate             no     yes       no      no       no       no
        Cancel                 yes    yes       no      no       no       no
        CancelAfter7Days       no     no        no      no       no       no
        AutoRenewOn            yes    no        no      no       no       no
        AutoRenewOff           yes    no        no      no       no       no
        Rename                 yes    yes       yes     no       no       no
        MoreLicenses           yes    no        no      no       no       no
        FewerLicenses          yes    no        no      no       no       no
        ScheduleRenewalChange  yes    no        no      no       no       no
        RevokeRenewalChange    yes    no        no      no       no       no
        ChangePlan             yes    no        no      no       no       no
        Upgrade                yes    no        no      no       no       no
        UpgradePart            yes    no        no      no       no       no
        CreditReseller         yes    yes       yes     no       no       no
        DesignateSupport       yes    yes       yes     no       no       no
        ConvertTrialNow        yes    no        no      no       no       no
        ConvertTrialAtEnd      yes    no        no      no       no       no
        """;

    public static TheoryData<string, SubscriptionState, bool> Cells()
    {
        var cells = new TheoryData<string, SubscriptionState, bool>();
        foreach (var row in Table.Split('\n').Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            for (var column = 0; column < Columns.Length; column++)
            {
                cells.Add(row[0], Columns[column], row[column + 1] == "yes");
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_move_is_allowed_or_refused(string move, SubscriptionState state, bool allowed)
    {
        var catalog = Sample.Catalog();
        var trial = move.StartsWith("Convert", StringComparison.Ordinal);
        var subscription = trial
            ? Sample.Of(catalog, "ALT-OFF-STD-TRY", 25, "P1M/one-time")
            : Sample.Of(catalog, reseller: Sample.Alpha);
        var now = Bring(subscription, state, catalog);
        if (move == "RevokeRenewalChange" && state == Active)
        {
            Sample.Done(subscription.ScheduleRenewalChange(subscription.Offer, 5, "P1M/monthly", Sample.Petra, now));
        }

        var before = (subscription.State, subscription.Quantity, subscription.AutoRenew, subscription.Nickname, subscription.NextClockAt, subscription.Events.Count);
        var result = Make(move, subscription, catalog, now);

        Assert.Equal(allowed, result.Succeeded);
        if (allowed)
        {
            Assert.True(subscription.Events.Count > before.Count || move == "AutoRenewOn");
            Assert.Equal(subscription.NextStep?.At, subscription.NextClockAt);
        }
        else
        {
            Assert.NotEmpty(Assert.Single(result.Errors).Text);
            Assert.Equal(before, (subscription.State, subscription.Quantity, subscription.AutoRenew, subscription.Nickname, subscription.NextClockAt, subscription.Events.Count));
        }
    }

    [Fact]
    public void No_move_overtakes_time()
    {
        var catalog = Sample.Catalog();
        var moves = Table.Split('\n').Skip(1).Select(line => line.Split(' ')[0]).Except(["Reactivate"]);
        foreach (var move in moves)
        {
            var subscription = Sample.Of(catalog);
            var result = Make(move, subscription, catalog, subscription.NextClockAt!.Value);

            Assert.Equal(SubscriptionErrors.Due.Template, Sample.Refused(result).Template);
        }
    }

    private static Result Make(string move, Subscription s, Dictionary<string, Catalog.Offer> catalog, DateTimeOffset now) => move switch
    {
        "Suspend" => s.Suspend("unpaid", Sample.Petra, now),
        "Reactivate" => s.Reactivate(Sample.Petra, now),
        "Cancel" => s.Cancel("mistake", Sample.Petra, now),
        "CancelAfter7Days" => s.Cancel(null, Sample.Petra, now < s.TermStartsAt.AddDays(7) ? s.TermStartsAt.AddDays(7) : now),
        "AutoRenewOn" => s.SetAutoRenew(true, Sample.Petra, now),
        "AutoRenewOff" => s.SetAutoRenew(false, Sample.Petra, now),
        "Rename" => s.Rename("Head office", Sample.Petra, now),
        "MoreLicenses" => s.ChangeQuantity(12, Sample.Petra, now),
        "FewerLicenses" => s.ChangeQuantity(8, Sample.Petra, now),
        "ScheduleRenewalChange" => s.ScheduleRenewalChange(s.Offer, 5, "P1M/monthly", Sample.Petra, now),
        "RevokeRenewalChange" => s.RevokeRenewalChange(Sample.Petra, now),
        "ChangePlan" => s.ChangePlan("P1Y/annual", Sample.Petra, now),
        "Upgrade" => s.Upgrade(catalog["ALT-OFF-PRE"], Sample.Petra, now),
        "UpgradePart" => s.UpgradePart(4, catalog["ALT-OFF-PRE"], "vendor-2", Sample.Petra, now),
        "CreditReseller" => s.CreditReseller(Sample.Beta, false, Sample.Petra, now),
        "DesignateSupport" => s.DesignateSupportContact(Sample.Alpha, Sample.Petra, now),
        "ConvertTrialNow" => s.ConvertTrial(catalog["ALT-OFF-STD"], 30, "P1Y/annual", false, Sample.Petra, now),
        "ConvertTrialAtEnd" => s.ConvertTrial(catalog["ALT-OFF-STD"], 30, "P1Y/annual", true, Sample.Petra, now),
        _ => throw new ArgumentException(move),
    };

    /// <summary>Brings it into a state by real moves; the time after that.</summary>
    private static DateTimeOffset Bring(Subscription s, SubscriptionState state, Dictionary<string, Catalog.Offer> catalog)
    {
        var now = s.CreatedAt.AddDays(1);
        switch (state)
        {
            case Suspended:
                Sample.Done(s.Suspend(null, Sample.Petra, now));
                break;
            case Canceled:
                Sample.Done(s.Cancel(null, Sample.Petra, now));
                break;
            case Expired or Disabled or Deleted:
                Sample.Done(s.SetAutoRenew(false, Sample.Petra, now));
                while (s.State != state)
                {
                    now = s.NextClockAt!.Value;
                    s.Advance(catalog, now);
                }

                break;
        }

        Assert.Equal(state, s.State);
        return now.AddHours(1);
    }
}
