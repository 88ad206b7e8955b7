using IndirectProvider.Testing.Hosting;
using IndirectProvider.Web.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IndirectProvider.IntegrationTests.Workers;

/// <summary>A worker's loop: one node at a time, one line for a failure, and a lease given back at the stop.</summary>
public sealed class WorkerTests
{
    [Fact]
    public async Task What_many_nodes_could_do_one_does()
    {
        await using var one = Node.First();
        await using var other = one.Another();
        var did = new Work();
        await using var workers = Both(one, other, did);

        await did.UntilAsync(turns => turns == 1);
        await one.DbAsync(async db =>
        {
            while (!await db.WorkerTurns.AnyAsync(t => t.Worker == nameof(CountingWorker) && t.FinishedAt != null))
            {
                await Task.Delay(20);
            }

            return true;
        });
        one.Clock.Advance(TimeSpan.FromMinutes(3));
        other.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(1, did.Turns);

        one.Clock.Advance(CountingWorker.Rest);
        other.Clock.Advance(CountingWorker.Rest);
        await did.UntilAsync(turns => turns == 2);
        Assert.False(did.WereTwoAtOnce);
    }

    [Fact]
    public async Task A_stop_ends_the_turn_between_two_units_of_work_and_gives_the_lease_back()
    {
        await using var portal = new PortalFactory();
        var work = new Work { Endless = true };
        using var worker = new CountingWorker(work, portal);
        await worker.StartAsync(default);
        await work.UntilAsync(turns => turns > 3);
        Assert.True((await RowAsync(portal)).LeasedUntil > portal.Clock.Now);

        await worker.StopAsync(default);

        Assert.Equal(DateTimeOffset.UnixEpoch, (await RowAsync(portal)).LeasedUntil);
        Assert.Equal(work.Turns, work.Ended);
        Assert.NotNull(await portal.TakeTurnAsync(nameof(CountingWorker), CountingWorker.Rest));
    }

    [Fact]
    public async Task A_turn_that_fails_is_logged_once_and_tried_again_later_until_it_succeeds()
    {
        await using var portal = new PortalFactory();
        var work = new Work { Failure = new InvalidOperationException("no luck") };
        using var worker = new CountingWorker(work, portal);
        await worker.StartAsync(default);
        for (var failed = 1; failed < 4; failed++)
        {
            await work.UntilAsync(turns => turns >= failed, () => portal.Clock.Advance(TimeSpan.FromSeconds(30)));
        }

        work.Failure = null;
        await work.UntilAsync(turns => turns > 4, () => portal.Clock.Advance(TimeSpan.FromMinutes(2)));
        await worker.StopAsync(default);

        var lines = portal.Log.Lines.Where(line => line.Text.Contains(nameof(CountingWorker), StringComparison.Ordinal) && line.Level > LogLevel.Debug).ToList();
        Assert.Equal([LogLevel.Error, LogLevel.Information], lines.Select(line => line.Level));
        Assert.Equal("InvalidOperationException", (await RowAsync(portal)).Failure);
    }

    private static Task<Operations.WorkerTurn> RowAsync(PortalFactory portal) =>
        portal.DbAsync(db => db.WorkerTurns.AsNoTracking().SingleAsync(t => t.Worker == nameof(CountingWorker)));

    private static Pair Both(PortalFactory one, PortalFactory other, Work work) => new(new(work, one), new(work, other));

    private sealed class Pair : IAsyncDisposable
    {
        private readonly CountingWorker[] workers;

        public Pair(params CountingWorker[] workers)
        {
            this.workers = workers;
            foreach (var worker in workers)
            {
                worker.StartAsync(default).GetAwaiter().GetResult();
            }
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var worker in workers)
            {
                await worker.StopAsync(default);
                worker.Dispose();
            }
        }
    }

    /// <summary>What a worker does in these tests, and what became of it.</summary>
    private sealed class Work
    {
        private int turns;
        private int ended;
        private int running;

        public bool Endless { get; init; }

        public Exception? Failure { get; set; }

        public bool WereTwoAtOnce { get; private set; }

        public int Turns => Volatile.Read(ref turns);

        public int Ended => Volatile.Read(ref ended);

        public async Task<bool> DoAsync(CancellationToken cancel)
        {
            Interlocked.Increment(ref turns);
            WereTwoAtOnce |= Interlocked.Increment(ref running) > 1;
            try
            {
                await Task.Delay(20, CancellationToken.None);
                if (Failure is { } failure)
                {
                    throw failure;
                }

                Interlocked.Increment(ref ended);
                cancel.ThrowIfCancellationRequested();
                return Endless;
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        }

        public async Task UntilAsync(Func<int, bool> reached, Action? meanwhile = null)
        {
            for (var look = 0; look < 400 && !reached(Turns); look++)
            {
                meanwhile?.Invoke();
                await Task.Delay(50);
            }

            Assert.True(reached(Turns), $"{Turns} turns");
        }
    }

    private sealed class CountingWorker(Work work, PortalFactory portal) : PollingWorker(
        portal.Services.GetRequiredService<IServiceScopeFactory>(),
        portal.Services.GetRequiredService<TimeProvider>(),
        portal.Services.GetRequiredService<ILogger<CountingWorker>>())
    {
        public static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

        protected override TimeSpan Pause => Rest;

        protected override Task<bool> TakeTurnAsync(IServiceProvider services, CancellationToken cancel) => work.DoAsync(cancel);
    }
}
