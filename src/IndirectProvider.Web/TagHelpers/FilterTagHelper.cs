using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.TagHelpers;

/// <summary>
/// A filter above a list: a select beginning with "All" when it has items, else a search field or an input of the given
/// type. Its error, if it has one, stands below.
/// </summary>
[HtmlTargetElement("filter", Attributes = "name", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FilterTagHelper(IStringLocalizer<Texts> texts) : TagHelper
{
    /// <summary>The key in the query string.</summary>
    public string Name { get; set; } = "";

    /// <summary>The label, which is also the control's accessible name.</summary>
    public string Label { get; set; } = "";

    /// <summary>The value now; one that is none of the items leaves "All" chosen.</summary>
    public string? Value { get; set; }

    /// <summary>The choices of a select.</summary>
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>The input's type.</summary>
    public string Type { get; set; } = "search";

    /// <summary>Filled in by the framework.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    private string? Problem =>
        ViewContext.ModelState.TryGetValue(Name, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage
        : IsNoChoice ? texts["What the address asks for is none of these, so all are shown."].Value
        : null;

    private bool IsNoChoice =>
        Items is not null && !string.IsNullOrWhiteSpace(Value) && !Items.Any(item => item.Value.Equals(Value, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Problem is null ? "field" : "field field-invalid");
        var label = new TagBuilder("label");
        label.AddCssClass("field-label");
        label.Attributes["for"] = Name;
        label.InnerHtml.Append(Label);
        output.Content.AppendHtml(label).AppendHtml(Items is null ? Input() : Select(Items));
        if (Problem is { } problem)
        {
            var line = new TagBuilder("p");
            line.AddCssClass("field-error");
            line.Attributes["id"] = $"{Name}-error";
            line.InnerHtml.Append(problem);
            output.Content.AppendHtml(line);
        }
    }

    private TagBuilder Input()
    {
        var input = Control("input", "form-control");
        input.TagRenderMode = TagRenderMode.SelfClosing;
        input.Attributes["type"] = Type;
        input.Attributes["value"] = Value;
        return input;
    }

    private TagBuilder Select(IEnumerable<SelectListItem> items)
    {
        var select = Control("select", "form-select");
        foreach (var item in items.Prepend(new SelectListItem(texts["All"], "")))
        {
            var option = new TagBuilder("option");
            option.Attributes["value"] = item.Value;
            option.InnerHtml.Append(item.Text);
            if (item.Value.Length > 0 && item.Value.Equals(Value, StringComparison.OrdinalIgnoreCase))
            {
                option.Attributes["selected"] = "selected";
            }

            select.InnerHtml.AppendHtml(option);
        }

        return select;
    }

    private TagBuilder Control(string tagName, string cssClass)
    {
        var control = new TagBuilder(tagName);
        control.AddCssClass(cssClass);
        control.Attributes["id"] = Name;
        control.Attributes["name"] = Name;
        if (Problem is not null)
        {
            control.Attributes["aria-invalid"] = "true";
            control.Attributes["aria-describedby"] = $"{Name}-error";
        }

        return control;
    }
}
