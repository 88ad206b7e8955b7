using IndirectProvider.Data;
using IndirectProvider.Operations;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Workers;

/// <summary>
/// A loop that takes a turn in a fresh scope, again at once while there was something to do, and otherwise after a
/// pause. Of several nodes one at a time does the work, by a lease. A turn that fails is logged once, and the loop goes on
/// with longer pauses until one succeeds.
/// </summary>
public abstract partial class PollingWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger log) : BackgroundService
{
    /// <summary>Nobody waits for a worker as one does for a page.</summary>
    private const int SecondsForAQuery = 120;

    private static readonly TimeSpan LongestPauseAfterFailure = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestGivingBack = TimeSpan.FromSeconds(5);

    private int failures;

    /// <summary>How long it waits when there was nothing to do.</summary>
    protected abstract TimeSpan Pause { get; }

    /// <summary>The same, for those who watch it.</summary>
    public TimeSpan UsualPause => Pause;

    /// <summary>The worker's name in log, database and metrics.</summary>
    public string Name => GetType().Name;

    /// <summary>One turn.</summary>
    /// <returns>Whether to take the next turn at once.</returns>
    protected abstract Task<bool> TakeTurnAsync(IServiceProvider services, CancellationToken cancel);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // From beginning to beginning: time that passed meanwhile counts, however it passed.
                var began = clock.GetTimestamp();
                var pause = await LookAsync(stoppingToken) - clock.GetElapsedTime(began);
                if (pause > TimeSpan.Zero)
                {
                    await Task.Delay(pause, clock, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Does the work if it is this node's turn.</summary>
    /// <returns>How long until the next look.</returns>
    private async Task<TimeSpan> LookAsync(CancellationToken stop)
    {
        // Log lines of one turn belong together, as those of one request do.
        using var together = log.BeginScope(new Dictionary<string, object> { ["Worker"] = Name, ["CorrelationId"] = Guid.NewGuid().ToString("N") });
        Guid? turn = null;
        var next = clock.GetUtcNow() + Pause;
        try
        {
            turn = await AskAsync(turns => turns.TakeAsync(Name, Pause, stop));
            if (turn is { } mine)
            {
                var finished = await WorkWhileMineAsync(mine, stop);
                await AskAsync(turns => finished ? turns.FinishAsync(Name, mine, next, CancellationToken.None) : turns.GiveBackAsync(Name, mine, CancellationToken.None));
                if (failures > 0)
                {
                    failures = 0;
                    LogWell(Name);
                }
            }

            return Shorter(Pause, WorkerTurn.LookEvery);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            await GiveBackAsync(turn);
            throw new OperationCanceledException(stop);
        }
        catch (Exception failure)
        {
            return await FailAsync(turn, failure);
        }
    }

    private async Task<bool> WorkAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<PortalDb>().Open().Database.SetCommandTimeout(SecondsForAQuery);
        return await TakeTurnAsync(scope.ServiceProvider, cancel);
    }

    /// <summary>Turn after turn while there is something to do, renewing the lease meanwhile.</summary>
    /// <returns>Whether it came to the end; not when another node has the turn meanwhile.</returns>
    private async Task<bool> WorkWhileMineAsync(Guid turn, CancellationToken stop)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var done = new CancellationTokenSource();
        var keeping = KeepAsync(turn, held, done.Token);
        try
        {
            while (await WorkAsync(held.Token))
            {
                held.Token.ThrowIfCancellationRequested();
            }

            return true;
        }
        catch (Exception) when (held.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            LogLost(Name);
            return false;
        }
        finally
        {
            await done.CancelAsync();
            await keeping;
        }
    }

    private async Task KeepAsync(Guid turn, CancellationTokenSource held, CancellationToken done)
    {
        try
        {
            using var timer = new PeriodicTimer(WorkerTurn.Lease / 3, clock);
            while (await timer.WaitForNextTickAsync(done))
            {
                if (!await AskAsync(turns => turns.KeepAsync(Name, turn, done)))
                {
                    await held.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // The work is done.
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Who can't renew can't tell how long the turn is still its own.
            LogNotKept(Name, failure.GetType().Name);
            await held.CancelAsync();
        }
    }

    private async Task<TimeSpan> FailAsync(Guid? turn, Exception failure)
    {
        failures = Math.Min(failures + 1, 20);
        if (failures == 1)
        {
            LogFailed(failure, Name);
        }
        else
        {
            LogFailedAgain(failure, Name);
        }

        // Longer each time up to a minute, and not before the usual pause.
        var pause = Longer(Pause, Shorter(TimeSpan.FromSeconds(1 << Math.Min(failures, 6)), LongestPauseAfterFailure));
        try
        {
            if (turn is { } mine)
            {
                await AskAsync(turns => turns.FailAsync(Name, mine, failure, pause, CancellationToken.None));
            }
        }
        catch (Exception alsoFailed)
        {
            // Most likely the database is away, which is what failed in the first place.
            LogNotNoted(alsoFailed, Name);
        }

        return Shorter(pause, LongestPauseAfterFailure);
    }

    private async Task GiveBackAsync(Guid? turn)
    {
        if (turn is not { } mine)
        {
            return;
        }

        try
        {
            using var timeUp = new CancellationTokenSource(LongestGivingBack);
            await AskAsync(turns => turns.GiveBackAsync(Name, mine, timeUp.Token));
        }
        catch (Exception failure)
        {
            // Then it runs out by itself.
            LogNotNoted(failure, Name);
        }
    }

    private async Task<T> AskAsync<T>(Func<TakeTurn, Task<T>> ask)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TakeTurn>());
    }

    private Task AskAsync(Func<TakeTurn, Task> ask) => AskAsync(async turns =>
    {
        await ask(turns);
        return true;
    });

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    [LoggerMessage(LogLevel.Error, "A turn of {Worker} failed; it is tried again, with longer pauses, and the log hears of it when it succeeds.")]
    private partial void LogFailed(Exception failure, string worker);

    [LoggerMessage(LogLevel.Debug, "A turn of {Worker} failed again.")]
    private partial void LogFailedAgain(Exception failure, string worker);

    [LoggerMessage(LogLevel.Information, "{Worker} works again.")]
    private partial void LogWell(string worker);

    [LoggerMessage(LogLevel.Warning, "A turn of {Worker} was broken off: another node has it, or it could not be renewed.")]
    private partial void LogLost(string worker);

    [LoggerMessage(LogLevel.Warning, "The turn of {Worker} could not be kept ({Failure}).")]
    private partial void LogNotKept(string worker, string failure);

    [LoggerMessage(LogLevel.Debug, "How the turn of {Worker} went could not be noted.")]
    private partial void LogNotNoted(Exception failure, string worker);
}
