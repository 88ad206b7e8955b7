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
        var (next, size) = (order.Sorted(source, backwards: false) as IQueryable<T>, FirstBatch);
        while (true)
        {
            var batch = await rows(next.Take(size)).ToListAsync(cancel);
            foreach (var row in batch)
            {
                yield return row;
            }

            if (batch.Count < size)
            {
                yield break;
            }

            next = order.Beyond(source, order.Cursor(batch[^1]), backwards: false)!;
            size = Batch;
        }
    }
}
