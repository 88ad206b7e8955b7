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

    private const int Batch = 2_000;

    /// <summary>All rows of a query in their order.</summary>
    /// <param name="source">The filtered rows, not ordered.</param>
    /// <param name="order">Their order.</param>
    /// <param name="rows">Reads what is shown of them.</param>
    /// <param name="cancel">Cancels.</param>
    public static IAsyncEnumerable<TRow> InBatches<T, TRow>(
        this IQueryable<T> source, KeysetOrder<T, TRow> order, Func<IQueryable<T>, IQueryable<TRow>> rows, CancellationToken cancel = default) =>
        new[] { source }.InBatches(order, rows, cancel);

    /// <summary>All rows of a list that is woven of strands, see <see cref="KeysetStrands"/>.</summary>
    /// <param name="strands">The filtered rows, not ordered.</param>
    /// <param name="order">Their order.</param>
    /// <param name="rows">Reads what is shown of them.</param>
    /// <param name="cancel">Cancels.</param>
    /// <param name="complete">Reads for all rows of a batch at once what isn't in their own query.</param>
    public static async IAsyncEnumerable<TRow> InBatches<T, TRow>(
        this IReadOnlyList<IQueryable<T>> strands,
        KeysetOrder<T, TRow> order,
        Func<IQueryable<T>, IQueryable<TRow>> rows,
        [EnumeratorCancellation] CancellationToken cancel = default,
        Func<IReadOnlyList<TRow>, CancellationToken, Task>? complete = null)
    {
        var (batch, size) = (await ReadAsync(null, FirstBatch), FirstBatch);
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
            var end = order.Cursor(batch[^1]);
            var following = size == FirstBatch ? null : ReadAsync(end, Batch);
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

            (batch, size) = (await (following ?? ReadAsync(end, Batch)), Batch);
        }

        // SQLite reads without ever waiting, so it needs a thread of its own to be read beside the sending.
        Task<List<TRow>> ReadAsync(string? after, int count) => Task.Run(
            async () =>
            {
                var read = await rows(strands.Nearest(order, after, backwards: false, count)!).ToListAsync(cancel);
                await (complete?.Invoke(read, cancel) ?? Task.CompletedTask);
                return read;
            },
            cancel);
    }
}
