using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Shared;

/// <summary>
/// Reads a whole list, however long, batch after batch. Each batch is a query of its own, so memory holds one batch only, nothing
/// stays open in the database while a slow reader takes its time, and no query comes near a time limit. A row that
/// is added or changed meanwhile may be in it or not; no row is in it twice.
/// </summary>
public static class KeysetBatches
{
    /// <summary>Whether there is anything at all is asked with the first batch, which therefore is small.</summary>
    private const int FirstBatch = 100;

    private const int Batch = 5_000;

    /// <summary>All rows of a query in their order.</summary>
    /// <param name="source">The filtered rows, not ordered.</param>
    /// <param name="order">Their order.</param>
    /// <param name="rows">Reads what is shown of them.</param>
    /// <param name="cancel">Cancels.</param>
    public static async IAsyncEnumerable<TRow> InBatches<T, TRow>(
        this IQueryable<T> source, KeysetOrder<T, TRow> order, Func<IQueryable<T>, IQueryable<TRow>> rows, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var (batch, size) = (await ReadAsync(order.Sorted(source, backwards: false), FirstBatch), FirstBatch);
        while (true)
        {
            if (batch.Count < size)
            {
                foreach (var row in batch)
                {
                    yield return row;
                }

                yield break;
            }

            // From the second batch on, the next one is read while this one is sent.
            var beyond = order.Beyond(source, order.Cursor(batch[^1]), backwards: false)!;
            var following = size == FirstBatch ? null : ReadAsync(beyond, Batch);
            try
            {
                foreach (var row in batch)
                {
                    yield return row;
                }
            }
            finally
            {
                // Whoever stops here leaves no query behind on the connection.
                await (following ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            (batch, size) = (await (following ?? ReadAsync(beyond, Batch)), Batch);
        }

        // SQLite reads without ever waiting, so it needs a thread of its own to be read beside the sending.
        Task<List<TRow>> ReadAsync(IQueryable<T> from, int count) => Task.Run(() => rows(from.Take(count)).ToListAsync(cancel), cancel);
    }
}
