using System.Collections.Immutable;
using AngleSharp.Html.Dom;
using IndirectProvider.Testing.Html;

namespace IndirectProvider.IntegrationTests.Plans;

/// <summary>
/// Opens every page that a person finds by links and by forms that only ask, as search and filters do, so a new page or filter is opened
/// without anybody naming it: each value of a filter alone, two of its values in each order of the list and with the pages after and before, one as an export, and each
/// two filters together.
/// </summary>
/// <param name="client">The person.</param>
/// <param name="searches">What is typed into text fields.</param>
internal sealed class Walk(PortalClient client, IReadOnlyList<string> searches)
{
    private const int MostPages = 3_000;

    private static readonly string[] NotFollowed = ["/sign-out", "/preferences", "/errors"];

    private readonly Queue<ListAddress> waiting = new();
    private readonly HashSet<string> known = [];
    private readonly Dictionary<string, int> shapes = [];

    /// <summary>What was opened.</summary>
    public List<string> Opened { get; } = [];

    /// <summary>Opens all there is.</summary>
    public async Task RunAsync()
    {
        Offer(ListAddress.Parse("/"));
        while (waiting.TryDequeue(out var address))
        {
            Assert.True(Opened.Count < MostPages, $"The walk finds no end. Its last pages:\n{string.Join('\n', Opened.TakeLast(50))}");
            Opened.Add(address.ToString());
            var page = await client.GetAsync(address.ToString());
            Assert.True((int)page.Status < 500, $"{address} is answered by {page.Status}.");
            if (page.Location is { } target)
            {
                Offer(ListAddress.Parse(target));
            }

            if (page.Response.Content.Headers.ContentType?.MediaType == "text/html")
            {
                Look(page.Document, address);
            }
        }
    }

    private void Look(IHtmlDocument page, ListAddress address)
    {
        // Forms first: a filter's first values are those that its combinations are tried with.
        foreach (var form in page.QuerySelectorAll("form").OfType<IHtmlFormElement>().Where(f => !"post".Equals(f.Method, StringComparison.OrdinalIgnoreCase)))
        {
            var action = ListAddress.Parse(form.GetAttribute("action") is { Length: > 0 } other ? other : address.Path);
            var filled = Filled(form);
            foreach (var control in form.Elements.OfType<IHtmlElement>())
            {
                if (control.GetAttribute("name") is { Length: > 0 } name && !filled.ContainsKey(name))
                {
                    foreach (var value in Values(control, page))
                    {
                        Offer(action with { Query = filled.SetItem(name, value) });
                    }
                }
            }
        }

        foreach (var link in page.QuerySelectorAll("a[href]"))
        {
            var href = link.GetAttribute("href")!;
            if (href.StartsWith('/') || href.StartsWith('?'))
            {
                Offer(ListAddress.Parse(href.StartsWith('?') ? address.Path + href : href));
            }
        }
    }

    private void Offer(ListAddress address)
    {
        if (!NotFollowed.Any(prefix => address.Path.StartsWith(prefix, StringComparison.Ordinal)) && known.Add(address.ToString()) && address.Shape is { } shape)
        {
            var seen = shapes[shape] = shapes.GetValueOrDefault(shape) + 1;
            if (seen <= address.MostOfShape)
            {
                waiting.Enqueue(address);
            }
        }
    }

    private static ImmutableSortedDictionary<string, string> Filled(IHtmlFormElement form)
    {
        var filled = ListAddress.NoQuery;
        foreach (var control in form.Elements.OfType<IHtmlElement>())
        {
            var value = control switch
            {
                IHtmlSelectElement select => select.Value,
                IHtmlInputElement { Type: "checkbox" or "radio" } box => box.IsChecked ? box.Value : "",
                IHtmlInputElement input => input.Value,
                _ => "",
            };
            if (control.GetAttribute("name") is { Length: > 0 } name && !string.IsNullOrEmpty(value))
            {
                filled = filled.SetItem(name, value);
            }
        }

        return filled;
    }

    private IEnumerable<string> Values(IHtmlElement control, IHtmlDocument page) => control switch
    {
        IHtmlSelectElement select => Choices(select, page.QuerySelector("main table")?.TextContent ?? ""),
        IHtmlInputElement { Type: "checkbox" or "radio" } box => [box.Value],
        IHtmlInputElement { Type: "date" } => ["2025-12-01", $"{TimeProvider.System.GetUtcNow().AddDays(-3):yyyy-MM-dd}"],
        IHtmlInputElement { Type: "text" or "search" } => searches,
        _ => [],
    };

    /// <summary>The choices that most of the rows shown have and some that few have, in turn.</summary>
    private static IEnumerable<string> Choices(IHtmlSelectElement select, string rows)
    {
        var byRows = select.Options.Where(o => o.Value != "").OrderByDescending(o => rows.Split(o.Text.Trim()).Length).Select(o => o.Value).ToList();
        return byRows.Zip(Enumerable.Reverse(byRows)).SelectMany(both => new[] { both.First, both.Second }).Distinct().Take(6);
    }
}
