using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.IntegrationTests.Audit;
using IndirectProvider.Subscriptions;
using IndirectProvider.Testing.Databases;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IndirectProvider.IntegrationTests.Workers;

/// <summary>
/// A node that stands still in the middle of a turn, longer than its lease, and wakes up when another one has done the work:
/// nothing is done twice.
/// </summary>
public sealed class LateNodeTests
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_window_of_the_activity_log_that_another_node_sealed_is_not_sealed_again(string kind)
    {
        await using var portal = new AuditedPortal(kind, sealsByItself: false);
        await portal.FillAsync();
        await portal.WriteAsync(new Concerned(SealedLog.ProviderA), new Concerned());
        portal.Clock.Advance(SealAuditLog.Lag + TimeSpan.FromSeconds(30));

        // It has read what it will seal, and has begun to make the seals.
        using var still = new StandingStill(portal.Services.GetRequiredService<TimeProvider>(), atCall: 2);
        var late = Task.Run(() => portal.DoAsync<IServiceProvider, bool>(s =>
            new SealAuditLog(s.GetRequiredService<PortalDb>(), s.GetRequiredService<IDatabaseDialect>(), still).ExecuteAsync(default)));
        await still.Reached;
        await portal.SealAsync();
        var sealedByOther = await HeadAsync(portal);
        still.GoOn();

        Assert.False(await late);
        Assert.Equal(sealedByOther, await HeadAsync(portal));
        Assert.Empty((await portal.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_move_of_a_subscription_that_another_node_made_is_not_made_again()
    {
        await using var portal = new PortalFactory();
        var given = new GivenPortal(portal);
        var provider = await given.ProviderAsync();
        var id = await given.SubscriptionAsync(provider, await given.CustomerAsync(provider));
        await portal.DbAsync(db => db.WorkerTurns.ExecuteUpdateAsync(set => set.SetProperty(t => t.NextAt, portal.Clock.Now)));
        using var still = new StandingStill(portal.Services.GetRequiredService<TimeProvider>(), atCall: 2, ahead: TimeSpan.FromDays(33));
        var late = Task.Run(() => AdvanceAsync(portal, still));
        await still.Reached;
        portal.Clock.Advance(TimeSpan.FromDays(33));
        await AdvanceAsync(portal, portal.Services.GetRequiredService<TimeProvider>());
        still.GoOn();

        Assert.Equal(0, await late);
        var row = await given.ReadAsync(db => db.Subscriptions.Include(s => s.Events).SingleAsync(s => s.Id == id));
        Assert.Single(row.Events, e => e.Kind == SubscriptionEventKind.Renewed);
    }

    private static Task<int> AdvanceAsync(PortalFactory portal, TimeProvider clock) => portal.DoAsync<IServiceProvider, int>(s =>
        new AdvanceSubscriptions(s.GetRequiredService<PortalDb>(), s.GetRequiredService<IDatabaseDialect>(), clock, s.GetRequiredService<ILogger<AdvanceSubscriptions>>())
            .ExecuteAsync(default));

    private static async Task<string> HeadAsync(AuditedPortal portal) =>
        $"{(await portal.VerifyAsync()).Report.Heads.Single(h => h.ChainId == AuditSeal.Installation)}";

    /// <summary>A clock at one of whose calls the caller stands still, as a machine does that is put to sleep.</summary>
    private sealed class StandingStill(TimeProvider clock, int atCall, TimeSpan ahead = default) : TimeProvider, IDisposable
    {
        private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim on = new();
        private int calls;

        public Task Reached => reached.Task.WaitAsync(TimeSpan.FromMinutes(2));

        public override DateTimeOffset GetUtcNow()
        {
            if (Interlocked.Increment(ref calls) == atCall)
            {
                reached.SetResult();
                on.Wait(TimeSpan.FromMinutes(2));
            }

            return clock.GetUtcNow() + ahead;
        }

        public void GoOn() => on.Set();

        public void Dispose() => on.Dispose();
    }
}
