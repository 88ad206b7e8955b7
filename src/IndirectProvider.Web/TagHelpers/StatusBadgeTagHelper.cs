using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IndirectProvider.Web.TagHelpers;

/// <summary>A state in a word, with a colour that helps: <c>&lt;status-badge kind="success"&gt;Active&lt;/status-badge&gt;</c>.</summary>
[HtmlTargetElement("status-badge")]
public sealed class StatusBadgeTagHelper : TagHelper
{
    /// <summary>success, warning, danger, info or neutral.</summary>
    public string Kind { get; set; } = "neutral";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"status status-{Kind}");
    }
}
