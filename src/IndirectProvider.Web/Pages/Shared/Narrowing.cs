using System.Linq.Expressions;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Shared;

/// <summary>
/// A filter of a long list, said in both ways an index can serve it (docs/decisions/0019): when it leaves few rows the list begins with
/// their ids and sorts them, when it leaves many the list is walked in its own order, where a page is soon full.
/// </summary>
/// <param name="Ids">The ids of the rows it leaves, found by an index; an id may come twice.</param>
/// <param name="Holds">Whether it leaves a row, answered by an index that begins with the row's id.</param>
public sealed record Narrowing<T>(IQueryable<Guid> Ids, Expression<Func<T, bool>> Holds);

/// <summary>Applies filters.</summary>
public static class Narrowings
{
    /// <summary>Up to so many rows are few: sorting them takes about as long as walking until a page of a filter that leaves more is full.</summary>
    public const int Few = 5_000;

    /// <summary>Of so many rows that are seen one must be left by the filters, for a list to be walked.</summary>
    private const int OneIn = 20;

    /// <summary>The rows that all filters leave.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="id">Their id.</param>
    /// <param name="filters">The filters, first those that are likely to leave few rows.</param>
    /// <param name="cancel">Cancels.</param>
    /// <param name="few">For tests: <see cref="Few"/> otherwise.</param>
    public static async Task<Narrowed<T>> NarrowAsync<T>(
        this IQueryable<T> rows, Expression<Func<T, Guid>> id, IReadOnlyList<Narrowing<T>> filters, CancellationToken cancel, int few = Few)
    {
        // The first that leaves few is good enough: to look for one that leaves fewer may take longer than to sort these.
        Narrowing<T>? leading = null;
        for (var at = 0; at < filters.Count && leading is null; at++)
        {
            leading = await filters[at].Ids.Take(few + 1).CountAsync(cancel) <= few ? filters[at] : null;
        }

        var left = filters.Where(f => f != leading).Aggregate(rows, (narrowed, filter) => narrowed.Where(AsItComes(filter.Holds)));
        return new(leading is null ? left : left.Where(Among(id, leading.Ids)), leading is not null || filters.Count == 0);
    }

    /// <summary>
    /// The same for who sees only some of the rows. When these are many, the first of them tell whether the filters leave so many that a page
    /// of the walked list is soon full; counting what a filter leaves of everybody's rows could take longer than showing them.
    /// </summary>
    /// <param name="rows">All rows.</param>
    /// <param name="id">Their id.</param>
    /// <param name="reach">What is seen at all; null for all rows.</param>
    /// <param name="filters">The filters.</param>
    /// <param name="cancel">Cancels.</param>
    /// <param name="few">For tests: <see cref="Few"/> otherwise.</param>
    public static async Task<Narrowed<T>> NarrowAsync<T>(
        this IQueryable<T> rows, Expression<Func<T, Guid>> id, IQueryable<Guid>? reach, IReadOnlyList<Narrowing<T>> filters, CancellationToken cancel, int few = Few)
    {
        if (reach is null)
        {
            return await rows.NarrowAsync(id, filters, cancel, few);
        }

        var left = filters.Aggregate(rows, (narrowed, filter) => narrowed.Where(AsItComes(filter.Holds)));
        if (await reach.Take(few + 1).CountAsync(cancel) <= few)
        {
            return new(left.Where(Among(id, reach)), IsCountable: true);
        }

        var isDense = filters.Count == 0 || await left.Where(Among(id, reach.Take(few))).Take((few / OneIn) + 1).CountAsync(cancel) > few / OneIn;
        return isDense ? new(left, IsCountable: false) : new(left.Where(Among(id, reach)), IsCountable: true);
    }

    private static Expression<Func<T, bool>> AsItComes<T>(Expression<Func<T, bool>> holds) => holds.Body is ConstantExpression
        ? holds
        : Expression.Lambda<Func<T, bool>>(Expression.Call(((Func<bool, bool>)Planning.AsItComes).Method, holds.Body), holds.Parameters);

    private static Expression<Func<T, bool>> Among<T>(Expression<Func<T, Guid>> id, IQueryable<Guid> ids) =>
        Expression.Lambda<Func<T, bool>>(Expression.Call(typeof(Queryable), nameof(Queryable.Contains), [typeof(Guid)], ids.Expression, id.Body), id.Parameters);
}

/// <summary>What filters leave.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="IsCountable">Whether they can be counted without reading much; otherwise there are more than <see cref="Narrowings.Few"/> for each filter.</param>
public sealed record Narrowed<T>(IQueryable<T> Rows, bool IsCountable)
{
    /// <summary>How many rows there are, where they are not counted; fewer when a page shows all of them.</summary>
    public int? Known => IsCountable ? null : Narrowings.Few + 1;

    /// <summary>Up to where they are counted.</summary>
    public int Counted => IsCountable ? Keyset.MostCounted : Narrowings.Few;
}
