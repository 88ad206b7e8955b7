using System.Linq.Expressions;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Shared;

/// <summary>What a list's links to the pages before and after need to know.</summary>
public interface IKeysetPage
{
    /// <summary>Rows of a full page.</summary>
    int Size { get; }

    /// <summary>Rows of all pages; more than <see cref="Counted"/> means "more than that".</summary>
    int Total { get; }

    /// <summary>Up to where they were counted.</summary>
    int Counted { get; }

    /// <summary>Where the page before this one ends, or null on the first page.</summary>
    string? Before { get; }

    /// <summary>Where the page after this one begins, or null on the last page.</summary>
    string? After { get; }
}

/// <summary>One page of a list that is found by where the page beside it ended.</summary>
public sealed record KeysetPage<T>(IReadOnlyList<T> Rows, int Size, int Total, string? Before, string? After) : IKeysetPage
{
    /// <inheritdoc/>
    public int Counted { get; init; } = Keyset.MostCounted;
}

/// <summary>The place in a list that the query string asks for. Anything may stand there; nonsense is the first page.</summary>
/// <param name="After">Cursor of the row before the page.</param>
/// <param name="Before">Cursor of the row after the page; <paramref name="After"/> goes first.</param>
/// <param name="Size">Rows of a page; nonsense is the usual number.</param>
public sealed record KeysetPlace(string? After, string? Before, int Size);

/// <summary>
/// Pages by key instead of by number: as quick on the last page as on the first, and no row is skipped or repeated when
/// others are added meanwhile. A list is ordered by one value and, among equal ones, by id.
/// </summary>
public static class Keyset
{
    /// <summary>Up to here rows are counted; counting millions would take longer than showing them.</summary>
    public const int MostCounted = 10_000;

    /// <summary>An order by one value (text or moment) and id.</summary>
    /// <param name="value">The value in the database.</param>
    /// <param name="id">The id in the database.</param>
    /// <param name="rowValue">The same value in a row.</param>
    /// <param name="rowId">The same id in a row.</param>
    /// <param name="descending">Whether the greatest comes first.</param>
    public static KeysetOrder<T, TRow> By<T, TRow, TValue>(
        Expression<Func<T, TValue>> value, Expression<Func<T, Guid>> id, Func<TRow, TValue> rowValue, Func<TRow, Guid> rowId, bool descending = false)
        where TValue : notnull =>
        new KeysetOrder<T, TRow, TValue>(value, id, rowValue, rowId, descending);

    /// <summary>One page of a query.</summary>
    /// <param name="source">The filtered rows, not ordered.</param>
    /// <param name="order">Their order.</param>
    /// <param name="rows">Reads what is shown of them.</param>
    /// <param name="place">Which page.</param>
    /// <param name="cancel">Cancels.</param>
    public static Task<KeysetPage<TRow>> ToKeysetPageAsync<T, TRow>(
        this IQueryable<T> source, KeysetOrder<T, TRow> order, Func<IQueryable<T>, IQueryable<TRow>> rows, KeysetPlace place, CancellationToken cancel) =>
        new[] { source }.ToKeysetPageAsync(order, rows, place, cancel);

    /// <summary>One page of a list that is woven of strands, see <see cref="KeysetStrands"/>.</summary>
    /// <param name="strands">The filtered rows, not ordered.</param>
    /// <param name="order">Their order.</param>
    /// <param name="rows">Reads what is shown of them.</param>
    /// <param name="place">Which page.</param>
    /// <param name="cancel">Cancels.</param>
    /// <param name="known">How many rows there are, where that is known; else they are counted.</param>
    /// <param name="complete">Reads for all rows of the page at once what isn't in their own query.</param>
    public static async Task<KeysetPage<TRow>> ToKeysetPageAsync<T, TRow>(
        this IReadOnlyList<IQueryable<T>> strands,
        KeysetOrder<T, TRow> order,
        Func<IQueryable<T>, IQueryable<TRow>> rows,
        KeysetPlace place,
        CancellationToken cancel,
        int? known = null,
        Func<IReadOnlyList<TRow>, CancellationToken, Task>? complete = null)
    {
        var page = await strands.ReadAsync(order, rows, place, known, cancel);
        await (complete?.Invoke(page.Rows, cancel) ?? Task.CompletedTask);
        return page;
    }

    private static async Task<KeysetPage<TRow>> ReadAsync<T, TRow>(
        this IReadOnlyList<IQueryable<T>> strands,
        KeysetOrder<T, TRow> order,
        Func<IQueryable<T>, IQueryable<TRow>> rows,
        KeysetPlace place,
        int? known,
        CancellationToken cancel)
    {
        var size = Paging.Sizes.Contains(place.Size) ? place.Size : Paging.Sizes[0];
        var total = known ?? await strands.Together(MostCounted + 1).CountAsync(cancel);
        if (place.After is { } after && strands.Nearest(order, after, backwards: false, size + 1) is { } later && await rows(later).ToListAsync(cancel) is { Count: > 0 } following)
        {
            return PageOf(following, isFirst: false);
        }

        // A page that isn't filled when going back has come to the beginning, where the first page stands.
        if (place is { After: null, Before: { } before } && strands.Nearest(order, before, backwards: true, size + 1) is { } earlier
            && await rows(earlier).ToListAsync(cancel) is { } preceding && preceding.Count >= size)
        {
            var (isFirst, kept) = (preceding.Count == size, preceding.Take(size).Reverse().ToList());
            return new(kept, size, total, isFirst ? null : order.Cursor(kept[0]), order.Cursor(kept[^1]));
        }

        return PageOf(await rows(strands.Nearest(order, null, backwards: false, size + 1)!).ToListAsync(cancel), isFirst: true);

        KeysetPage<TRow> PageOf(List<TRow> found, bool isFirst)
        {
            var kept = found.Take(size).ToList();
            var all = isFirst && found.Count <= size ? found.Count : total;
            return new(kept, size, all, isFirst ? null : order.Cursor(kept[0]), found.Count > size ? order.Cursor(kept[^1]) : null);
        }
    }
}

/// <summary>An order that can tell where it goes on.</summary>
public abstract class KeysetOrder<T, TRow>
{
    /// <summary>The rows in this order, or the other way round.</summary>
    public abstract IOrderedQueryable<T> Sorted(IQueryable<T> source, bool backwards);

    /// <summary>The rows beyond a cursor, nearest first; null when that is no cursor of this order.</summary>
    internal abstract IQueryable<T>? Beyond(IQueryable<T> source, string? cursor, bool backwards);

    /// <summary>Where a row stands, for the query string.</summary>
    internal abstract string Cursor(TRow row);
}

internal sealed class KeysetOrder<T, TRow, TValue>(
    Expression<Func<T, TValue>> value, Expression<Func<T, Guid>> id, Func<TRow, TValue> rowValue, Func<TRow, Guid> rowId, bool descending) : KeysetOrder<T, TRow>
    where TValue : notnull
{
    private const int GuidLength = 32;

    public override IOrderedQueryable<T> Sorted(IQueryable<T> source, bool backwards) => descending != backwards
        ? source.OrderByDescending(value).ThenByDescending(id)
        : source.OrderBy(value).ThenBy(id);

    internal override IQueryable<T>? Beyond(IQueryable<T> source, string? cursor, bool backwards)
    {
        if (Read(cursor) is not { } place)
        {
            return null;
        }

        var row = value.Parameters[0];
        var (rowValue, rowId) = (value.Body, new Replace(id.Parameters[0], row).Visit(id.Body));

        // Members of an object become parameters of the query, so that the database keeps one plan for all cursors.
        var (bound, boundId) = (Expression.Property(Expression.Constant(place), nameof(Place.Value)), Expression.Property(Expression.Constant(place), nameof(Place.Id)));
        var smaller = descending != backwards;

        // Not "smaller, or equal with a smaller id": for that a database reads its index from the start.
        var beyond = Expression.AndAlso(
            Compared(rowValue, bound, smaller, orEqual: true),
            Expression.OrElse(Compared(rowValue, bound, smaller, orEqual: false), Compared(rowId, boundId, smaller, orEqual: false)));
        return Sorted(source.Where(Expression.Lambda<Func<T, bool>>(beyond, row)), backwards);
    }

    internal override string Cursor(TRow row) =>
        WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(rowId(row).ToString("N") + (rowValue(row) switch
        {
            DateTimeOffset moment => moment.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture),
            string text => text,
            _ => throw new NotSupportedException($"Lists can't be paged by {typeof(TValue).Name}."),
        })));

    private static Place? Read(string? cursor)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(WebEncoders.Base64UrlDecode(cursor ?? ""));
            return text.Length >= GuidLength && Guid.TryParseExact(text[..GuidLength], "N", out var id) && Value(text[GuidLength..]) is TValue value
                ? new Place(value, id)
                : null;
        }
        catch (Exception nonsense) when (nonsense is FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static object? Value(string text)
    {
        if (typeof(TValue) == typeof(string))
        {
            return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }

        return long.TryParse(text, out var ticks) && ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : null;
    }

    private static BinaryExpression Compared(Expression left, Expression right, bool smaller, bool orEqual)
    {
        if (left.Type == typeof(string))
        {
            (left, right) = (Expression.Call(typeof(string), nameof(string.Compare), null, left, right), Expression.Constant(0));
        }

        return (smaller, orEqual) switch
        {
            (true, true) => Expression.LessThanOrEqual(left, right),
            (true, false) => Expression.LessThan(left, right),
            (false, true) => Expression.GreaterThanOrEqual(left, right),
            _ => Expression.GreaterThan(left, right),
        };
    }

    private sealed record Place(TValue Value, Guid Id);

    private sealed class Replace(ParameterExpression old, ParameterExpression by) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == old ? by : node;
    }
}
