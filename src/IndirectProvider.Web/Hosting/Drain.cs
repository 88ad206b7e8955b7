namespace IndirectProvider.Web.Hosting;

/// <summary>
/// The first thing of a stop: the node says that it is not ready, and goes on serving for a while, so that the proxy in front has
/// time to notice. Then running requests are finished, workers end their turn, and leases are given back.
/// </summary>
internal sealed partial class Drain(Readiness readiness, PortalSettings settings, IHostApplicationLifetime lifetime, ILogger<Drain> log) : IHostedLifecycleService
{
    /// <summary>How long requests and workers have to come to an end.</summary>
    public static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(30);

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(readiness.Stop);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        readiness.Stop();
        if (settings.DrainSeconds > 0)
        {
            Draining(settings.DrainSeconds);
            await Task.Delay(TimeSpan.FromSeconds(settings.DrainSeconds), cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Stopping: still serving for {Seconds} seconds, but no longer ready.")]
    private partial void Draining(int seconds);
}
