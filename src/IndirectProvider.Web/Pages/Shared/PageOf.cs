using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Shared;

/// <summary>What a list's pager needs to know.</summary>
public interface IPageOfRows
{
    /// <summary>The page shown, from 1.</summary>
    int Number { get; }

    /// <summary>Rows of a full page.</summary>
    int Size { get; }

    /// <summary>Rows of all pages.</summary>
    int Total { get; }

    /// <summary>Number of the last page; 1 for an empty list.</summary>
    int LastNumber => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>One page of a list, cut out in the database.</summary>
public sealed record PageOf<T>(IReadOnlyList<T> Rows, int Number, int Size, int Total) : IPageOfRows;

/// <summary>Cuts pages out of queries.</summary>
public static class Paging
{
    /// <summary>Page sizes a reader can choose; the first is the usual one.</summary>
    public static readonly int[] Sizes = [25, 50, 100];

    /// <summary>One page of an ordered query. Nonsense numbers give the nearest page or the usual size.</summary>
    public static async Task<PageOf<T>> ToPageAsync<T>(this IQueryable<T> query, int number, int size, CancellationToken cancel)
    {
        size = Sizes.Contains(size) ? size : Sizes[0];
        var total = await query.CountAsync(cancel);
        number = Math.Clamp(number, 1, Math.Max(1, (total + size - 1) / size));
        var rows = await query.Skip((number - 1) * size).Take(size).ToListAsync(cancel);
        return new PageOf<T>(rows, number, size, total);
    }

    /// <summary>One page of rows that are in memory anyway.</summary>
    public static PageOf<T> ToPage<T>(this IReadOnlyCollection<T> all, int number, int size)
    {
        size = Sizes.Contains(size) ? size : Sizes[0];
        number = Math.Clamp(number, 1, Math.Max(1, (all.Count + size - 1) / size));
        return new PageOf<T>([.. all.Skip((number - 1) * size).Take(size)], number, size, all.Count);
    }

    /// <summary>The current address with one value of its query string replaced; filters and sort stay.</summary>
    public static string With(this HttpRequest request, params (string Key, object? Value)[] replaced)
    {
        var query = new QueryString();
        foreach (var (key, values) in request.Query)
        {
            if (!Array.Exists(replaced, r => r.Key == key))
            {
                foreach (var value in values)
                {
                    query = query.Add(key, value ?? "");
                }
            }
        }

        foreach (var (key, value) in replaced)
        {
            query = value is null ? query : query.Add(key, value.ToString() ?? "");
        }

        return request.Path + query.Value;
    }
}
