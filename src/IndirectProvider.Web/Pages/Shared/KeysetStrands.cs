namespace IndirectProvider.Web.Pages.Shared;

/// <summary>
/// A list woven of strands: queries without a row in common, each of which an index has in the list's order. The database
/// reads a page of each and merges them. It would not do so by itself for "one of these values", and read all their rows instead.
/// </summary>
public static class KeysetStrands
{
    /// <summary>The rows beyond a cursor, nearest first; all of them for no cursor, and null when that is no cursor of this order.</summary>
    /// <param name="strands">At least one.</param>
    /// <param name="order">The list's order.</param>
    /// <param name="cursor">Where to begin.</param>
    /// <param name="backwards">Whether to go the other way.</param>
    /// <param name="count">How many rows at most.</param>
    internal static IQueryable<T>? Nearest<T, TRow>(this IReadOnlyList<IQueryable<T>> strands, KeysetOrder<T, TRow> order, string? cursor, bool backwards, int count)
    {
        var parts = strands.Select(strand => cursor is null ? order.Sorted(strand, backwards) : order.Beyond(strand, cursor, backwards)).ToList();
        return parts switch
        {
            [null, ..] => null,
            [{ } only] => only.Take(count),
            _ => order.Sorted(parts.Select(part => part!.Take(count)).Aggregate(Queryable.Concat), backwards).Take(count),
        };
    }

    /// <summary>The rows of all strands up to a number, in no order.</summary>
    internal static IQueryable<T> Together<T>(this IReadOnlyList<IQueryable<T>> strands, int count) =>
        strands.Count == 1 ? strands[0].Take(count) : strands.Select(strand => strand.Take(count)).Aggregate(Queryable.Concat).Take(count);
}
