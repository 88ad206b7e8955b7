using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace IndirectProvider.IntegrationTests.Plans;

/// <summary>An address of a page, and what kind of address that is: many differ by an id or a cursor only.</summary>
internal sealed partial record ListAddress(string Path, ImmutableSortedDictionary<string, string> Query)
{
    /// <summary>No query string.</summary>
    public static readonly ImmutableSortedDictionary<string, string> NoQuery = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>What of a query string says which part of the list is shown and how, not which rows the list has.</summary>
    private static readonly string[] Views = ["after", "before", "p", "open", "size", "sort", "handler"];

    /// <summary>Addresses of one shape ask the same; null: more at once than two filters, or a filter and an order or a page, and how many rows.</summary>
    public string? Shape
    {
        get
        {
            if (Query.Count > 2 || Query.ContainsKey("size") || (Query.Count > 1 && Query.ContainsKey("open")))
            {
                return null;
            }

            var isAlone = Query.Count == 1;
            var query = Query.Select(q => q.Key is "sort" or "handler" || (isAlone && !Views.Contains(q.Key) && !Id().IsMatch($"/{q.Value}")) ? $"{q.Key}={q.Value}" : q.Key);
            return $"{Id().Replace(Path, "*")}?{string.Join('&', query)}";
        }
    }

    /// <summary>Of how many different ones each is opened: of some two, since one may leave few rows and another many.</summary>
    public int MostOfShape => Query.Count(q => !Views.Contains(q.Key)) == 1 && !Query.ContainsKey("handler") || (Query.Count == 0 && Id().IsMatch(Path)) ? 2 : 1;

    /// <summary>Reads one, without its fragment.</summary>
    public static ListAddress Parse(string address)
    {
        var parts = address.Split('#')[0].Split('?', 2);
        return new(parts[0], parts.Length == 1 ? NoQuery : NoQuery.SetItems(QueryHelpers.ParseQuery(parts[1]).Where(q => q.Value != "").Select(q => KeyValuePair.Create(q.Key, $"{q.Value}"))));
    }

    /// <inheritdoc/>
    public override string ToString() => QueryHelpers.AddQueryString(Path, Query!);

    [GeneratedRegex("(?<=/)[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|(?<=/catalog/)[^/]+")]
    private static partial Regex Id();
}
