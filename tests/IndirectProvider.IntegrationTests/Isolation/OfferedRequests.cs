using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace IndirectProvider.IntegrationTests.Isolation;

/// <summary>A request that a page offers by a form or a link.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="Fields">The form's fields as they are, every box ticked.</param>
/// <param name="Choices">What each field may hold: its value, and what can be chosen.</param>
public sealed partial record OfferedRequest(
    string Method, string Address, IReadOnlyList<KeyValuePair<string, string>> Fields, IReadOnlyDictionary<string, IReadOnlyList<string>> Choices)
{
    /// <summary>What a page offers, without what stands in the frame of each page and with one of each sort of links.</summary>
    public static IEnumerable<OfferedRequest> On(string html, Uri page)
    {
        var document = new HtmlParser().ParseDocument(html);
        var forms = document.QuerySelectorAll("form").OfType<IHtmlFormElement>().SelectMany(form => Of(form, page));
        var links = document.QuerySelectorAll("a[href*='?']").Select(link => Local(page, link.GetAttribute("href")!)).OfType<string>()
            .Select(address => new OfferedRequest("GET", address, [], new Dictionary<string, IReadOnlyList<string>>()));
        return forms.Concat(links)
            .Where(request => !request.Address.StartsWith("/preferences/", StringComparison.Ordinal) && !request.Address.StartsWith("/sign-out", StringComparison.Ordinal))
            .DistinctBy(request => $"{request.Method} {Id().Replace(request.Address, "#")} {string.Join(' ', request.Fields.Select(field => field.Key))}");
    }

    /// <summary>The same request with other fields of this name.</summary>
    public OfferedRequest With(string name, string value) =>
        this with { Fields = [.. Fields.Where(field => field.Key != name), KeyValuePair.Create(name, value)] };

    private static IEnumerable<OfferedRequest> Of(IHtmlFormElement form, Uri page)
    {
        var controls = form.Elements.OfType<IHtmlElement>()
            .Where(control => control is not (IHtmlButtonElement or IHtmlInputElement { Type: "submit" or "button" or "file" }) && control.GetAttribute("name") is { Length: > 0 })
            .ToList();
        var fields = controls.Select(control => KeyValuePair.Create(control.GetAttribute("name")!, Values(control).FirstOrDefault() ?? "")).ToList();
        var choices = controls.GroupBy(control => control.GetAttribute("name")!)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.SelectMany(Values).Distinct()]);
        var method = form.Method.Equals("post", StringComparison.OrdinalIgnoreCase) ? "POST" : "GET";
        return form.Elements.Select(button => button.GetAttribute("formaction")).Append(form.GetAttribute("action"))
            .Select(action => string.IsNullOrEmpty(action) ? page.PathAndQuery : Local(page, action))
            .OfType<string>()
            .Distinct()
            .Select(action => new OfferedRequest(method, action, fields, choices));
    }

    // The value in the form comes first.
    private static IEnumerable<string> Values(IHtmlElement control) => control switch
    {
        IHtmlSelectElement select => select.Options.OrderByDescending(option => option.IsSelected).Select(option => option.Value),
        IHtmlTextAreaElement area => [area.Value],
        _ => [control.GetAttribute("value") ?? ""],
    };

    private static string? Local(Uri page, string address) =>
        Uri.TryCreate(page, address, out var target) && target.Host == page.Host ? target.PathAndQuery : null;

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}")]
    private static partial Regex Id();
}
