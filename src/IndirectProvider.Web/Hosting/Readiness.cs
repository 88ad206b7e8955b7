using IndirectProvider.Operations;
using IndirectProvider.Web.Workers;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IndirectProvider.Web.Hosting;

/// <summary>What readiness rests on.</summary>
/// <param name="Database">Reachable and of this version, or unhealthy.</param>
/// <param name="Mail">Degraded when mails are stuck.</param>
/// <param name="Workers">Degraded when a worker has had no turn for long, on no node.</param>
public sealed record Findings(HealthStatus Database, HealthStatus Mail, HealthStatus Workers)
{
    /// <summary>Nothing to look at.</summary>
    public static readonly Findings AllWell = new(HealthStatus.Healthy, HealthStatus.Healthy, HealthStatus.Healthy);

    /// <summary>Nothing is known without the database, which alone is to blame.</summary>
    public static readonly Findings DatabaseAway = new(HealthStatus.Unhealthy, HealthStatus.Healthy, HealthStatus.Healthy);
}

/// <summary>
/// Whether this node should be sent requests. Looks at the database at most once a second, however often it is asked, and
/// answers within moments whatever the database does.
/// </summary>
public sealed partial class Readiness(IServiceScopeFactory scopes, IServiceProvider services, TimeProvider clock, ILogger<Readiness> log)
{
    private static readonly TimeSpan LookAtMostEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    private readonly Lock looking = new();
    private readonly long started = clock.GetTimestamp();
    private Task<Findings>? look;
    private long lookedAt;
    private Findings? last;
    private volatile bool stopping;

    /// <summary>Whether the node is about to go, so that nobody should send it anything new.</summary>
    public bool IsStopping => stopping;

    /// <summary>Says from now on that the node is not ready.</summary>
    public void Stop() => stopping = true;

    /// <summary>What was found a moment ago. Never throws.</summary>
    public Task<Findings> FindAsync()
    {
        lock (looking)
        {
            if (look is null || (look.IsCompleted && TimeProvider.System.GetElapsedTime(lookedAt) >= LookAtMostEvery))
            {
                lookedAt = TimeProvider.System.GetTimestamp();
                look = LookAsync();
            }

            return look;
        }
    }

    /// <summary>The workers that have had no turn for too long, on no node.</summary>
    public IReadOnlySet<string> Late(IReadOnlyList<WorkerTurn> turns)
    {
        var now = clock.GetUtcNow();
        return Expected()
            .Where(worker =>
            {
                var patience = (worker.Pause * 3) + WorkerTurn.Lease;
                var ended = turns.Where(t => t.Worker == worker.Name).Max(t => t.FinishedAt);
                return ended is { } at ? now - at > patience : clock.GetElapsedTime(started) > patience;
            })
            .Select(worker => worker.Name)
            .ToHashSet();
    }

    private async Task<Findings> LookAsync()
    {
        // Off the caller's thread: a driver may block before it first waits.
        var found = Findings.DatabaseAway;
        try
        {
            using var timeUp = new CancellationTokenSource(LongestLook);
            found = await Task.Run(() => ReadAsync(timeUp.Token)).WaitAsync(LongestLook);
        }
        catch (Exception failure)
        {
            NotRead(failure);
        }

        if (found != last)
        {
            last = found;
            Changed(found == Findings.AllWell ? LogLevel.Information : LogLevel.Warning, found.Database, found.Mail, found.Workers);
        }

        return found;
    }

    private async Task<Findings> ReadAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var vitals = await scope.ServiceProvider.GetRequiredService<ReadCondition>().VitalsAsync(cancel);
        return vitals.IsMigrated
            ? new(HealthStatus.Healthy, Degraded(vitals.MailIsStuck), Degraded(Late(vitals.Turns).Count > 0))
            : Findings.DatabaseAway;
    }

    private IEnumerable<(string Name, TimeSpan Pause)> Expected() => services.GetServices<IHostedService>().SelectMany(service => service switch
    {
        PollingWorker worker => [(worker.Name, worker.UsualPause)],
        MailWorker => [(nameof(MailWorker), Round)],
        OrderWorker => [(nameof(OrderWorker), Round)],
        _ => Array.Empty<(string, TimeSpan)>(),
    });

    private static HealthStatus Degraded(bool isIt) => isIt ? HealthStatus.Degraded : HealthStatus.Healthy;

    [LoggerMessage(Message = "Readiness: database {Database}, mail {Mail}, workers {Workers}.")]
    private partial void Changed(LogLevel level, HealthStatus database, HealthStatus mail, HealthStatus workers);

    [LoggerMessage(LogLevel.Debug, "The database could not be looked at.")]
    private partial void NotRead(Exception failure);
}
