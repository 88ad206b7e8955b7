using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Xunit;

namespace IndirectProvider.Testing.Html;

/// <summary>One answer of the portal, parsed as a browser would, with everything findable by its accessible name.</summary>
public sealed class Page(PortalClient client, HttpResponseMessage response, string html, IHtmlDocument document)
{
    /// <summary>The answer as it came.</summary>
    public HttpResponseMessage Response { get; } = response;

    /// <summary>The body as it came.</summary>
    public string Html { get; } = html;

    /// <summary>The parsed body.</summary>
    public IHtmlDocument Document { get; } = document;

    /// <summary>The status code.</summary>
    public HttpStatusCode Status => Response.StatusCode;

    /// <summary>Path and query this page was asked for.</summary>
    public string Path => Response.RequestMessage!.RequestUri!.PathAndQuery;

    /// <summary>Path and query a redirect leads to, or null.</summary>
    public string? Location => Target?.PathAndQuery;

    /// <summary>The text of the page's one h1.</summary>
    public string Heading => AccessibleName.VisibleText(Assert.Single(Document.QuerySelectorAll("h1")));

    /// <summary>All text a person can read on the page.</summary>
    public string Text => AccessibleName.VisibleText(Document.Body!);

    /// <summary>The language the page says it is in.</summary>
    public string? Language => Document.DocumentElement.GetAttribute("lang");

    internal PortalClient Client => client;

    private Uri? Target => Response.Headers.Location is { } location ? new Uri(Response.RequestMessage!.RequestUri!, location) : null;

    /// <summary>Asserts the status and hands the page on.</summary>
    public Page Expect(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{Response.RequestMessage!.Method} {Path}: expected {(int)status}, got {(int)Status}{(Location is null ? "" : $" to {Location}")}.\n{Excerpt()}");
        return this;
    }

    /// <summary>Asserts a redirect to this path (its query only if given) and follows it.</summary>
    public Task<Page> FollowToAsync(string path)
    {
        ExpectRedirect();
        var actual = path.Contains('?', StringComparison.Ordinal) ? Location : Target!.AbsolutePath;
        Assert.True(actual == path, $"{Path} redirects to {Location}, expected {path}.");
        return client.GetAsync(Target!.ToString());
    }

    /// <summary>Opens the page once more.</summary>
    public Task<Page> ReloadAsync() => client.OpenAsync(Path);

    /// <summary>Asserts any redirect and follows that one step.</summary>
    public Task<Page> FollowAsync()
    {
        ExpectRedirect();
        return client.GetAsync(Target!.ToString());
    }

    /// <summary>The form with the submit button of this name; <paramref name="within"/> narrows to a row or card.</summary>
    public HtmlForm Form(string button, IElement? within = null)
    {
        var buttons = Named(within, HtmlForm.ButtonSelector, button);
        Assert.True(buttons.Count == 1, Missing("button", button, buttons.Count, HtmlForm.ButtonSelector, within));
        var form = ((IHtmlElement)buttons[0]) switch
        {
            IHtmlButtonElement found => found.Form,
            IHtmlInputElement found => found.Form,
            _ => null,
        };
        Assert.True(form is not null, $"The button '{button}' on {Path} belongs to no form.");
        return new HtmlForm(this, form!);
    }

    /// <summary>True if a button of this name is there.</summary>
    public bool HasButton(string name, IElement? within = null) => Named(within, HtmlForm.ButtonSelector, name).Count > 0;

    /// <summary>True if a link of this name is there.</summary>
    public bool HasLink(string name, IElement? within = null) => Named(within, "a[href]", name).Count > 0;

    /// <summary>The one link of this name (several are fine when all lead to the same place).</summary>
    public IHtmlAnchorElement Link(string name, IElement? within = null)
    {
        var links = Named(within, "a[href]", name);
        var targets = links.Select(link => link.GetAttribute("href")).Distinct().Count();
        Assert.True(targets == 1, Missing("link", name, targets, "a[href]", within));
        return (IHtmlAnchorElement)links[0];
    }

    /// <summary>Opens the link of this name.</summary>
    public Task<Page> ClickAsync(string link, IElement? within = null) =>
        client.GetAsync(new Uri(Response.RequestMessage!.RequestUri!, Link(link, within).GetAttribute("href")!).ToString());

    /// <summary>The table row, list item or card that shows this text; the innermost one.</summary>
    public IElement Row(string text)
    {
        var rows = Document.QuerySelectorAll("tbody tr, li, article, .card")
            .Where(row => AccessibleName.VisibleText(row).Contains(text, StringComparison.Ordinal))
            .ToList();
        var innermost = rows.Where(row => !rows.Any(other => other != row && row.Contains(other))).ToList();
        Assert.True(innermost.Count == 1, $"{innermost.Count} rows show '{text}' on {Path}, expected 1.\n{Excerpt()}");
        return innermost[0];
    }

    /// <summary>True if the page shows this text.</summary>
    public bool Shows(string text) => Text.Contains(text, StringComparison.Ordinal);

    /// <summary>Asserts that the page shows this text.</summary>
    public Page ExpectText(string text)
    {
        Assert.True(Shows(text), $"'{text}' does not stand on {Path} ({(int)Status}).\n{Excerpt()}");
        return this;
    }

    /// <summary>The value shown under a name: beside a term of a description list (dt/dd), or in a labelled output.</summary>
    public string Value(string name)
    {
        var terms = Document.QuerySelectorAll("dt").Where(term => AccessibleName.VisibleText(term) == name).Select(term => term.NextElementSibling!);
        var values = Document.QuerySelectorAll("output").Where(output => AccessibleName.Of(output) == name).Concat(terms).ToList();
        Assert.True(values.Count == 1, $"{values.Count} values are called '{name}' on {Path}.\n{Excerpt()}");
        return AccessibleName.VisibleText(values[0]);
    }

    /// <summary>The error message at the field of this label; null when it has none.</summary>
    public string? ErrorAt(string label) => FieldError.At(Control(label));

    /// <summary>The entries of the error summary at the top.</summary>
    public IReadOnlyList<string> ErrorSummary => FieldError.Summary(Document);

    /// <summary>The one control with this label, anywhere on the page.</summary>
    public IHtmlElement Control(string label, IElement? within = null)
    {
        var controls = Named(within, HtmlForm.ControlSelector, label);
        Assert.True(controls.Count == 1, Missing("field", label, controls.Count, HtmlForm.ControlSelector, within));
        return (IHtmlElement)controls[0];
    }

    internal string Missing(string kind, string name, int found, string selector, IElement? within)
    {
        var there = (within ?? Document.DocumentElement).QuerySelectorAll(selector).Select(AccessibleName.Of).Where(text => text.Length > 0).Distinct();
        return $"{found} {kind}s are called '{name}' on {Path} ({(int)Status}), expected 1. There are: {string.Join(" | ", there)}";
    }

    private List<IElement> Named(IElement? within, string selector, string name) =>
        [.. (within ?? Document.DocumentElement).QuerySelectorAll(selector).Where(element => AccessibleName.Of(element) == name)];

    private void ExpectRedirect() =>
        Assert.True((int)Status is >= 300 and < 400 && Location is not null, $"{Response.RequestMessage!.Method} {Path}: expected a redirect, got {(int)Status}.\n{Excerpt()}");

    private string Excerpt()
    {
        var errors = ErrorSummary.Count == 0 ? "" : $"Errors: {string.Join(" | ", ErrorSummary)}\n";
        var text = Document.QuerySelector("main") is { } main ? AccessibleName.VisibleText(main) : Document.Body is { } body ? AccessibleName.VisibleText(body) : Html;
        return errors + (text.Length > 1500 ? text[..1500] + " …" : text);
    }
}
