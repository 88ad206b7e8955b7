using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.TagHelpers;

/// <summary>
/// The page's h1 with breadcrumb and primary action; also names the document. <c>&lt;crumb href="..."&gt;</c> children become
/// the breadcrumb, whatever else is inside becomes the actions.
/// </summary>
[HtmlTargetElement("page-header")]
public sealed class PageHeaderTagHelper(IStringLocalizer<Texts> texts) : TagHelper
{
    /// <summary>The h1, and the document's title unless <c>ViewData["Title"]</c> is set.</summary>
    public required string Title { get; set; }

    /// <summary>One line below the h1.</summary>
    public string? Lead { get; set; }

    /// <summary>Filled in by the framework.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var crumbs = new List<Crumb>();
        context.Items[typeof(Crumb)] = crumbs;
        var actions = await output.GetChildContentAsync();
        ViewContext.ViewData["Title"] ??= Title;

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "page-header");

        var text = new TagBuilder("div");
        text.AddCssClass("page-header-text");
        if (crumbs.Count > 0)
        {
            text.InnerHtml.AppendHtml(Breadcrumb(crumbs));
        }

        var heading = new TagBuilder("h1");
        heading.InnerHtml.Append(Title);
        text.InnerHtml.AppendHtml(heading);
        if (!string.IsNullOrEmpty(Lead))
        {
            var lead = new TagBuilder("p");
            lead.AddCssClass("page-lead");
            lead.InnerHtml.Append(Lead);
            text.InnerHtml.AppendHtml(lead);
        }

        output.Content.SetHtmlContent(text);
        if (!actions.IsEmptyOrWhiteSpace)
        {
            output.Content.AppendHtml("<div class=\"page-actions\">").AppendHtml(actions).AppendHtml("</div>");
        }
    }

    private TagBuilder Breadcrumb(List<Crumb> crumbs)
    {
        var list = new TagBuilder("ol");
        list.AddCssClass("breadcrumb");
        foreach (var (text, href) in crumbs)
        {
            var link = new TagBuilder("a");
            link.Attributes["href"] = href;
            link.InnerHtml.AppendHtml(text);
            var item = new TagBuilder("li");
            item.AddCssClass("breadcrumb-item");
            item.InnerHtml.AppendHtml(link);
            list.InnerHtml.AppendHtml(item);
        }

        var navigation = new TagBuilder("nav");
        navigation.Attributes["aria-label"] = texts["Breadcrumb"];
        navigation.InnerHtml.AppendHtml(list);
        return navigation;
    }

    internal sealed record Crumb(IHtmlContent Text, string Href);
}
