using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IndirectProvider.Web.TagHelpers;

/// <summary>
/// Stands where a list has nothing to show: what is missing (title), and inside what to do next.
/// </summary>
[HtmlTargetElement("empty-state")]
public sealed class EmptyStateTagHelper : TagHelper
{
    /// <summary>What is missing, in a short sentence.</summary>
    public string? Title { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "empty-state");
        var title = new TagBuilder("h2");
        title.InnerHtml.Append(Title ?? "");
        output.PreContent.AppendHtml(title);
    }
}
