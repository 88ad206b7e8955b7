using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace IndirectProvider.Data.Sqlite;

/// <summary>Who may write to a file next: one connection at a time, in the order they came, and none of them holds a thread while it waits.</summary>
internal sealed class WriteQueue
{
    private const int Busy = 5;

    private static readonly ConcurrentDictionary<string, WriteQueue> Files = new(StringComparer.Ordinal);

    // By the connection that holds it. When one is lost without being closed, the turn ends with it.
    private static readonly ConditionalWeakTable<DbConnection, Turn> Turns = [];

    private readonly SemaphoreSlim free = new(1, 1);

    /// <summary>Whether the connection has the turn.</summary>
    public static bool IsTurnOf(DbConnection connection) => Turns.TryGetValue(connection, out _);

    /// <summary>Waits until it is the connection's turn.</summary>
    /// <exception cref="SqliteException">Nothing moved for as long as a command may take.</exception>
    public static async Task EnterAsync(DbConnection connection, CancellationToken cancel)
    {
        var queue = Of(connection);
        if (!await queue.free.WaitAsync(Patience(connection), cancel))
        {
            throw NoTurn();
        }

        Turns.Add(connection, new Turn(queue));
    }

    /// <summary>The same for the few callers that can't wait otherwise.</summary>
    public static void Enter(DbConnection connection)
    {
        var queue = Of(connection);
        if (!queue.free.Wait(Patience(connection)))
        {
            throw NoTurn();
        }

        Turns.Add(connection, new Turn(queue));
    }

    /// <summary>Ends the connection's turn; nothing when it has none.</summary>
    public static void Leave(DbConnection connection)
    {
        if (Turns.TryGetValue(connection, out var turn) && Turns.Remove(connection))
        {
            turn.End();
        }
    }

    private static WriteQueue Of(DbConnection connection) => Files.GetOrAdd(connection.DataSource, _ => new());

    // A unit of work that writes on a second connection inside its own transaction waits for itself: an error, not a portal that hangs.
    private static TimeSpan Patience(DbConnection connection) => TimeSpan.FromSeconds(((SqliteConnection)connection).DefaultTimeout);

    private static SqliteException NoTurn() => new("database is busy: no turn to write came in time", Busy);

    private sealed class Turn(WriteQueue queue)
    {
        private int ended;

        ~Turn() => End();

        public void End()
        {
            if (Interlocked.Exchange(ref ended, 1) == 0)
            {
                queue.free.Release();
                GC.SuppressFinalize(this);
            }
        }
    }
}
