using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IndirectProvider.Web.TagHelpers;

/// <summary>One page above this one, inside <c>&lt;page-header&gt;</c>: <c>&lt;crumb href="/customers"&gt;Customers&lt;/crumb&gt;</c>.</summary>
[HtmlTargetElement("crumb", ParentTag = "page-header")]
public sealed class CrumbTagHelper : TagHelper
{
    /// <summary>Where it leads.</summary>
    public required string Href { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var text = await output.GetChildContentAsync();
        ((List<PageHeaderTagHelper.Crumb>)context.Items[typeof(PageHeaderTagHelper.Crumb)]).Add(new(text, Href));
        output.SuppressOutput();
    }
}
