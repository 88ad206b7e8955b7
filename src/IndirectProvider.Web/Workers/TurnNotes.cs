using System.Collections.Concurrent;
using IndirectProvider.Operations;

namespace IndirectProvider.Web.Workers;

/// <summary>
/// Notes, for this node, when a worker that runs on all nodes last had its turn. It writes every few seconds at most, however
/// often the worker calls, and a note that can't be written is no failure of the worker's.
/// </summary>
public sealed partial class TurnNotes(IServiceScopeFactory scopes, TimeProvider clock, ILogger<TurnNotes> log)
{
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(string Worker, bool Failed), long> noted = new();

    /// <summary>Notes that a turn ended.</summary>
    /// <param name="worker">The worker's name.</param>
    /// <param name="failure">What it failed with, or null.</param>
    public async Task NoteAsync(string worker, Exception? failure = null)
    {
        var key = (worker, failure is not null);
        if (noted.TryGetValue(key, out var last) && clock.GetElapsedTime(last) < AtMostEvery)
        {
            return;
        }

        noted[key] = clock.GetTimestamp();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<TakeTurn>().NoteAsync(worker, failure, CancellationToken.None);
        }
        catch (Exception unwritten)
        {
            NotWritten(unwritten, worker);
        }
    }

    [LoggerMessage(LogLevel.Debug, "The turn of {Worker} could not be noted.")]
    private partial void NotWritten(Exception failure, string worker);
}
