using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.TagHelpers;

/// <summary>
/// All errors of the form at the top of the page, each linked to its field; gets the focus. Nothing if there are none.
/// </summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper(IStringLocalizer<Texts> texts) : TagHelper
{
    /// <summary>Filled in by the framework.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = ViewContext.ViewData.ModelState
            .SelectMany(entry => FormField.ErrorsOf(entry.Value).Select(text => (entry.Key, Text: text)))
            .Distinct()
            .OrderBy(error => error.Key, new ErrorOrder(ViewContext.ViewData.ModelMetadata))
            .ToList();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("aria-labelledby", "error-summary-title");
        // For a browser without script; with it the script sets the focus, also after a partial update.
        output.Attributes.SetAttribute("autofocus", "autofocus");

        var title = new TagBuilder("h2");
        title.Attributes["id"] = "error-summary-title";
        title.InnerHtml.Append(errors.Count == 1 ? texts["Please correct one thing"] : texts["Please correct {0} things", errors.Count]);
        var list = new TagBuilder("ul");
        foreach (var (key, text) in errors)
        {
            list.InnerHtml.AppendHtml(Line(key, text));
        }

        output.Content.AppendHtml(title).AppendHtml(list);
    }

    private static TagBuilder Line(string key, string text)
    {
        var line = new TagBuilder("li");
        if (key.Length == 0)
        {
            line.InnerHtml.Append(text);
            return line;
        }

        var link = new TagBuilder("a");
        link.Attributes["href"] = "#" + FormField.IdOf(key);
        link.InnerHtml.Append(text);
        line.InnerHtml.AppendHtml(link);
        return line;
    }
}
