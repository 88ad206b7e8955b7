namespace IndirectProvider.Web.Workers;

/// <summary>
/// A loop that takes a turn in a fresh scope, again at once while there was something to do, and otherwise after a
/// pause. A turn that fails is logged and the loop goes on.
/// </summary>
public abstract partial class PollingWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger log) : BackgroundService
{
    /// <summary>How long it waits when there was nothing to do.</summary>
    protected abstract TimeSpan Pause { get; }

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
                if (!await TurnAsync(stoppingToken))
                {
                    await Task.Delay(Pause, clock, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task<bool> TurnAsync(CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await TakeTurnAsync(scope.ServiceProvider, cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailedTurn(failure, GetType().Name);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "A turn of {Worker} failed; the next one comes after the usual pause.")]
    private partial void LogFailedTurn(Exception failure, string worker);
}
