using System.Globalization;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Hosting;

/// <summary>The clock of this machine.</summary>
public sealed record SystemClock(TimeProvider Time);

/// <summary>
/// The time by which all nodes go: that of the database's server, which leases, retries and expiry are compared by. Between two
/// measurements it is this machine's clock, put right by the difference; timers and stopwatches are this machine's own.
/// </summary>
public sealed partial class DatabaseClock(SystemClock machine, IServiceScopeFactory scopes, IDatabaseDialect dialect, ILogger<DatabaseClock> log)
    : TimeProvider
{
    /// <summary>How far a machine's clock may be off before somebody should mend it.</summary>
    public static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(5);

    private const int LongestMeasurement = 2;

    private readonly TimeProvider system = machine.Time;
    private long offset;
    private TimeSpan warnedOf;
    private bool failed;

    /// <summary>What the database's clock is ahead of this machine's.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref offset));

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => system.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => system.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => system.GetUtcNow() + Offset;

    /// <inheritdoc/>
    public override long GetTimestamp() => system.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        system.CreateTimer(callback, state, dueTime, period);

    /// <summary>Asks the database for its time. When that fails, the last difference stays.</summary>
    /// <param name="expectFailure">Whether the database may well not be there yet.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task MeasureAsync(bool expectFailure, CancellationToken cancel)
    {
        if (dialect.ClockQuery is not { } query)
        {
            return;
        }

        try
        {
            var measured = await AskAsync(query, cancel);
            Interlocked.Exchange(ref offset, measured.Ticks);
            failed = false;
            Judge(measured);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            if (!expectFailure && !failed)
            {
                failed = true;
                NotMeasured(failure.GetType().Name);
            }
        }
    }

    private async Task<TimeSpan> AskAsync(string query, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>().Open();
        await db.Database.OpenConnectionAsync(cancel);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = query;
        command.CommandTimeout = LongestMeasurement;

        // Asked twice: the first question may pay for what a new connection does once.
        await command.ExecuteScalarAsync(cancel);
        var (before, stopwatch) = (system.GetUtcNow(), system.GetTimestamp());
        var shown = Convert.ToDateTime(await command.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture);

        // The answer was given about half way between question and now.
        var asked = before + (system.GetElapsedTime(stopwatch) / 2);
        return new DateTimeOffset(DateTime.SpecifyKind(shown, DateTimeKind.Utc)) - asked;
    }

    private void Judge(TimeSpan measured)
    {
        if (measured.Duration() > Tolerated)
        {
            if ((measured - warnedOf).Duration() > Tolerated)
            {
                warnedOf = measured;
                Off(Math.Round(-measured.TotalSeconds, 1));
            }
        }
        else if (warnedOf != TimeSpan.Zero)
        {
            warnedOf = TimeSpan.Zero;
            RightAgain();
        }
    }

    [LoggerMessage(LogLevel.Warning, "This machine's clock is {Seconds} seconds ahead of the database's. The portal goes by the database's; set the machine's right.")]
    private partial void Off(double seconds);

    [LoggerMessage(LogLevel.Information, "This machine's clock agrees with the database's again.")]
    private partial void RightAgain();

    [LoggerMessage(LogLevel.Warning, "The database's clock could not be read ({Failure}); the difference last measured stays.")]
    private partial void NotMeasured(string failure);
}

/// <summary>Measures the difference to the database's clock every minute.</summary>
internal sealed class ClockWatch(DatabaseClock clock) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var timer = new PeriodicTimer(Every, clock);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await clock.MeasureAsync(expectFailure: false, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal stops.
        }
    }
}

/// <summary>The clock of all nodes.</summary>
public static class ClockSetup
{
    /// <summary>Registers it.</summary>
    public static void AddPortalClock(this IServiceCollection services) =>
        services
            .AddSingleton(new SystemClock(TimeProvider.System))
            .AddSingleton<DatabaseClock>()
            .AddSingleton<TimeProvider>(s => s.GetRequiredService<DatabaseClock>())
            .AddHostedService<ClockWatch>();
}
