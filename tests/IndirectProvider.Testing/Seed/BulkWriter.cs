using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IndirectProvider.Testing.Seed;

/// <summary>
/// Takes entities and passes their rows to the database in batches, which another thread writes meanwhile. Memory stays
/// small however many rows there are.
/// </summary>
internal sealed class BulkWriter : IAsyncDisposable
{
    // So many that a table's rows lie together in the file although all tables grow at once.
    private const int BatchSize = 4000;
    private const int BatchesAhead = 16;

    private readonly IModel model;
    private readonly Dictionary<Type, (BulkTable Table, List<object?[]> Rows)> open = [];
    private readonly Dictionary<string, (long Rows, TimeSpan Time)> written = [];
    private readonly Channel<(BulkTable Table, List<object?[]> Rows)> batches =
        Channel.CreateBounded<(BulkTable, List<object?[]>)>(new BoundedChannelOptions(BatchesAhead) { SingleReader = true, SingleWriter = true });

    private readonly Task writing;

    /// <summary>Begins to write.</summary>
    public BulkWriter(IModel model, BulkDatabase database)
    {
        this.model = model;
        writing = Task.Run(() => WriteAsync(database));
    }

    /// <summary>Rows and the time the database took for them, by table.</summary>
    public IReadOnlyDictionary<string, (long Rows, TimeSpan Time)> Written => written;

    /// <summary>Adds what belongs together: entities that may name each other's ids.</summary>
    /// <param name="rows">The entities.</param>
    /// <param name="dice">Gives the ids that follow from the seed.</param>
    /// <param name="ids">Ids that are known already, by those the entities gave themselves.</param>
    public async ValueTask AddAsync(IEnumerable<object> rows, Dice dice, Dictionary<Guid, Guid>? ids = null)
    {
        ids ??= [];
        var all = rows as IReadOnlyList<object> ?? [.. rows];
        foreach (var row in all)
        {
            if (TableOf(row).Table.Id is { } key)
            {
                var id = (Guid)key.GetValue(row)!;
                if (!ids.ContainsKey(id))
                {
                    ids[id] = dice.IdLike(id);
                }
            }
        }

        foreach (var row in all)
        {
            var (table, waiting) = TableOf(row);
            waiting.Add(table.Read(row, ids));
            if (waiting.Count == BatchSize)
            {
                open[row.GetType()] = (table, new(BatchSize));
                await PassAsync(table, waiting);
            }
        }
    }

    /// <summary>Writes what is left.</summary>
    public async Task FinishAsync()
    {
        foreach (var (table, rows) in open.Values)
        {
            await PassAsync(table, rows);
        }

        open.Clear();
        batches.Writer.TryComplete();
        await writing;
    }

    /// <summary>Stops; what was not finished is not written.</summary>
    public async ValueTask DisposeAsync()
    {
        batches.Writer.TryComplete();
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async ValueTask PassAsync(BulkTable table, List<object?[]> rows)
    {
        if (!batches.Writer.TryWrite((table, rows)))
        {
            try
            {
                await batches.Writer.WriteAsync((table, rows));
            }
            catch (ChannelClosedException)
            {
                // The writer says why.
                await writing;
            }
        }
    }

    private (BulkTable Table, List<object?[]> Rows) TableOf(object row)
    {
        if (!open.TryGetValue(row.GetType(), out var table))
        {
            var entity = model.FindEntityType(row.GetType()) ?? throw new InvalidOperationException($"{row.GetType()} is no entity.");
            open[row.GetType()] = table = (new BulkTable(entity), new(BatchSize));
        }

        return table;
    }

    private async Task WriteAsync(BulkDatabase database)
    {
        try
        {
            await foreach (var (table, rows) in batches.Reader.ReadAllAsync())
            {
                var begin = Stopwatch.GetTimestamp();
                await database.WriteAsync(table, rows);
                var before = written.GetValueOrDefault(table.Name);
                written[table.Name] = (before.Rows + rows.Count, before.Time + Stopwatch.GetElapsedTime(begin));
            }
        }
        catch (Exception failure)
        {
            batches.Writer.TryComplete(failure);
            throw;
        }
    }

    /// <summary>One line for each table.</summary>
    public IEnumerable<string> Summary() =>
        written.OrderByDescending(t => t.Value.Rows).Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Key,-26}{t.Value.Rows,12:N0} rows {t.Value.Time.TotalSeconds,8:F1} s"));
}
