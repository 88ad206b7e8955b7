using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IndirectProvider.Web.TagHelpers;

/// <summary>A boxed message that belongs to the page: <c>&lt;notice kind="warning" title="..."&gt;...&lt;/notice&gt;</c>.</summary>
[HtmlTargetElement("notice")]
public sealed class NoticeTagHelper : TagHelper
{
    /// <summary>info, success, warning, danger or neutral.</summary>
    public string Kind { get; set; } = "info";

    /// <summary>An optional first line in bold.</summary>
    public string? Title { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"notice notice-{Kind}");
        if (string.IsNullOrEmpty(Title))
        {
            return;
        }

        var title = new TagBuilder("p");
        title.AddCssClass("notice-title");
        title.InnerHtml.Append(Title);
        output.PreContent.AppendHtml(title);
    }
}
