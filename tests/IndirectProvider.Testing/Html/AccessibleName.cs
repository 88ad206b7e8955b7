using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace IndirectProvider.Testing.Html;

/// <summary>The name a screen reader says for an element; tests find everything by it.</summary>
public static partial class AccessibleName
{
    /// <summary>Name by aria-labelledby, aria-label, label, button text, alternative text or content, in this order.</summary>
    public static string Of(IElement element)
    {
        var named = Referenced(element, "aria-labelledby") ?? Filled(element.GetAttribute("aria-label"));
        return Normalize(named ?? ByKind(element) ?? element.GetAttribute("title") ?? "");
    }

    /// <summary>The text a person reads in an element: nothing hidden, white space folded.</summary>
    public static string VisibleText(INode node)
    {
        var text = new StringBuilder();
        Append(node, text, omit: null);
        return Normalize(text.ToString());
    }

    /// <summary>The texts of the elements that an attribute such as aria-describedby points to.</summary>
    public static IEnumerable<IElement> ReferencedElements(IElement element, string attribute) =>
        (element.GetAttribute(attribute) ?? "")
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(id => element.Owner!.GetElementById(id))
            .OfType<IElement>();

    internal static string Normalize(string text) => WhiteSpace().Replace(text, " ").Trim();

    private static string? Referenced(IElement element, string attribute)
    {
        var texts = ReferencedElements(element, attribute).Select(VisibleText).ToList();
        return texts.Count == 0 ? null : Filled(string.Join(' ', texts));
    }

    private static string? ByKind(IElement element) => element switch
    {
        IHtmlInputElement { Type: "submit" or "reset" or "button" } button => Filled(button.Value),
        IHtmlInputElement { Type: "image" } image => image.AlternativeText,
        IHtmlInputElement or IHtmlSelectElement or IHtmlTextAreaElement or IHtmlOutputElement => ByLabel((IHtmlElement)element),
        IHtmlFieldSetElement => element.Children.FirstOrDefault(child => child.LocalName == "legend") is { } legend ? VisibleText(legend) : null,
        IHtmlImageElement image => image.AlternativeText,
        IHtmlTableElement table when table.Caption is { } caption => VisibleText(caption),
        _ => Filled(VisibleText(element)),
    };

    private static string? ByLabel(IHtmlElement control)
    {
        var labels = control.Owner!.QuerySelectorAll("label").OfType<IHtmlLabelElement>()
            .Where(label => label.HtmlFor is { Length: > 0 } id ? id == control.Id : label.Contains(control))
            .Select(label =>
            {
                var text = new StringBuilder();
                Append(label, text, omit: control);
                return Normalize(text.ToString());
            })
            .ToList();
        return labels.Count == 0 ? null : Filled(string.Join(' ', labels));
    }

    private static void Append(INode node, StringBuilder text, INode? omit)
    {
        foreach (var child in node.ChildNodes.Where(child => child != omit))
        {
            switch (child)
            {
                case IText words:
                    text.Append(words.Data);
                    break;
                case IElement element when IsHidden(element):
                    break;
                case IHtmlImageElement image:
                    text.Append(' ').Append(image.AlternativeText).Append(' ');
                    break;
                case IElement element when Filled(element.GetAttribute("aria-label")) is { } label:
                    text.Append(' ').Append(label).Append(' ');
                    break;
                case IHtmlSelectElement or IHtmlTextAreaElement:
                    break;
                case IElement element:
                    var block = !InlineElements.Contains(element.LocalName);
                    text.Append(block ? " " : "");
                    Append(element, text, omit);
                    text.Append(block ? " " : "");
                    break;
            }
        }
    }

    private static readonly HashSet<string> InlineElements =
        ["a", "abbr", "b", "bdi", "bdo", "code", "em", "i", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u", "wbr"];

    private static bool IsHidden(IElement element) =>
        element.HasAttribute("hidden")
        || element.GetAttribute("aria-hidden") == "true"
        || element.LocalName is "script" or "style" or "template" or "noscript";

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
