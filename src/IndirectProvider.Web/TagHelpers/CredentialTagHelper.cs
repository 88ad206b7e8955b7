using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.TagHelpers;

/// <summary>
/// A value to copy or read out, large and monospaced, with its copy button:
/// <c>&lt;credential id="password" label="Temporary password" value="..." copy-label="Copy password" /&gt;</c>.
/// </summary>
[HtmlTargetElement("credential", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class CredentialTagHelper(IStringLocalizer<Texts> texts) : TagHelper
{
    /// <summary>The value's id on the page, for buttons that copy several.</summary>
    public required string Id { get; set; }

    /// <summary>What the value is.</summary>
    public required string Label { get; set; }

    /// <summary>The value.</summary>
    public required string Value { get; set; }

    /// <summary>The copy button's text.</summary>
    public string? CopyLabel { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "credential");

        var label = new TagBuilder("label");
        label.AddCssClass("credential-label");
        label.Attributes["for"] = Id;
        label.InnerHtml.Append(Label);

        // An output can have a label, as an input can, and wraps, as an input can't.
        var value = new TagBuilder("output");
        value.AddCssClass("credential-value");
        value.Attributes["id"] = Id;
        value.Attributes["data-copy-label"] = Label;
        value.Attributes["translate"] = "no";
        value.InnerHtml.Append(Value);

        var copy = new TagBuilder("button");
        copy.AddCssClass("btn btn-secondary btn-copy needs-script");
        copy.Attributes["type"] = "button";
        copy.Attributes["data-copy"] = $"#{Id}";
        copy.InnerHtml.Append(CopyLabel ?? texts["Copy to clipboard"]);

        var row = new TagBuilder("div");
        row.AddCssClass("credential-row");
        row.InnerHtml.AppendHtml(value).AppendHtml(copy);
        output.Content.AppendHtml(label).AppendHtml(row);
    }
}
