using IndirectProvider.Operations;
using IndirectProvider.Testing.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Workers;

/// <summary>What one node at a time does: whose turn it is, and what becomes of it when that node dies, pauses or comes back late.</summary>
public sealed class TurnTests
{
    private const string Work = "TestWork";
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    [Fact]
    public void A_dead_nodes_turn_is_another_ones_within_a_minute() => Assert.True(WorkerTurn.Lease + WorkerTurn.LookEvery <= TimeSpan.FromSeconds(60));

    [Fact]
    public async Task Of_many_that_ask_for_the_very_first_turn_one_gets_it()
    {
        await using var portal = new PortalFactory();
        _ = portal.Services;

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => portal.TakeTurnAsync(Work, Pause))));

        Assert.Single(taken, turn => turn is not null);
        Assert.Equal(1, (await RowAsync(portal)).Turns);
    }

    [Fact]
    public async Task It_is_renewed_given_back_and_due_again_after_the_pause()
    {
        await using var portal = new PortalFactory();
        var turn = (await portal.TakeTurnAsync(Work, Pause))!.Value;

        for (var round = 0; round < 4; round++)
        {
            portal.Clock.Advance(TimeSpan.FromSeconds(30));
            Assert.True(await portal.DoAsync<TakeTurn, bool>(turns => turns.KeepAsync(Work, turn, default)));
            Assert.Null(await portal.TakeTurnAsync(Work, Pause));
        }

        await FinishAsync(portal, turn);
        portal.Clock.Advance(Pause - TimeSpan.FromSeconds(30));
        Assert.Null(await portal.TakeTurnAsync(Work, Pause));
        portal.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.NotNull(await portal.TakeTurnAsync(Work, Pause));
        Assert.Equal(2, (await RowAsync(portal)).Turns);
    }

    [Fact]
    public async Task Who_comes_back_late_takes_nothing_from_who_took_over()
    {
        await using var portal = new PortalFactory();
        var late = (await portal.TakeTurnAsync(Work, Pause))!.Value;
        portal.Clock.Advance(WorkerTurn.Lease + TimeSpan.FromSeconds(1));
        var now = (await portal.TakeTurnAsync(Work, Pause))!.Value;

        Assert.False(await portal.DoAsync<TakeTurn, bool>(turns => turns.KeepAsync(Work, late, default)));
        await FinishAsync(portal, late);

        var row = await RowAsync(portal);
        Assert.Equal((now, (DateTimeOffset?)null), (row.TurnId, row.FinishedAt));
        Assert.True(row.LeasedUntil > portal.Clock.Now);
    }

    [Fact]
    public async Task Times_from_before_a_clock_was_turned_back_hold_up_nobody()
    {
        await using var portal = new PortalFactory();
        await FinishAsync(portal, (await portal.TakeTurnAsync(Work, Pause))!.Value);
        await portal.DbAsync(db => db.WorkerTurns.Where(t => t.Worker == Work).ExecuteUpdateAsync(set => set
            .SetProperty(t => t.LeasedUntil, portal.Clock.Now.AddHours(3)).SetProperty(t => t.NextAt, portal.Clock.Now.AddHours(3))));

        Assert.NotNull(await portal.TakeTurnAsync(Work, Pause));
    }

    [Fact]
    public async Task A_failure_is_kept_by_its_kind_alone()
    {
        await using var portal = new PortalFactory();
        var turn = (await portal.TakeTurnAsync(Work, Pause))!.Value;

        var failure = new InvalidOperationException("Token=quiet-lantern", new TimeoutException("quiet-lantern"));
        await portal.DoAsync<TakeTurn, bool>(async turns =>
        {
            await turns.FailAsync(Work, turn, failure, TimeSpan.FromSeconds(8), default);
            return true;
        });

        var row = await RowAsync(portal);
        Assert.Equal("InvalidOperationException (TimeoutException)", row.Failure);
        Assert.Null(await portal.TakeTurnAsync(Work, Pause));
        portal.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.NotNull(await portal.TakeTurnAsync(Work, Pause));
    }

    private static Task FinishAsync(PortalFactory portal, Guid turn) => portal.DoAsync<TakeTurn, bool>(async turns =>
    {
        await turns.FinishAsync(Work, turn, portal.Clock.Now + Pause, default);
        return true;
    });

    private static Task<WorkerTurn> RowAsync(PortalFactory portal) =>
        portal.DbAsync(db => db.WorkerTurns.AsNoTracking().SingleAsync(t => t.Worker == Work));
}
