using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.TagHelpers;

/// <summary>
/// A whole form field: label, hint, control, error. Attributes it doesn't know (autocomplete, inputmode, maxlength, hx-get ...)
/// go to the control; what stands inside it comes after the control.
/// </summary>
[HtmlTargetElement("field", Attributes = "for")]
public sealed class FieldTagHelper(IStringLocalizer<Texts> texts) : TagHelper
{
    /// <summary>The property that is edited.</summary>
    [HtmlAttributeName("for")]
    public required ModelExpression For { get; set; }

    /// <summary>The control: input (default), textarea, select, checkbox or radios.</summary>
    public string? As { get; set; }

    /// <summary>The label, which is also the control's accessible name.</summary>
    public string? Label { get; set; }

    /// <summary>What helps to fill it in, shown before the control.</summary>
    public string? Hint { get; set; }

    /// <summary>The input's type; by default the one that fits the property.</summary>
    public string? Type { get; set; }

    /// <summary>Whether it must be filled in. What needn't be is marked "optional".</summary>
    public bool Required { get; set; }

    /// <summary>The choices of a select or of radios.</summary>
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>The text of a select's first, empty choice.</summary>
    public string? EmptyText { get; set; }

    /// <summary>What stands fixed before the input.</summary>
    public string? Prefix { get; set; }

    /// <summary>What stands fixed after the input.</summary>
    public string? Suffix { get; set; }

    /// <summary>short, wide, or the usual width if not given.</summary>
    public string? Width { get; set; }

    /// <summary>Filled in by the framework.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var field = new FormField(For, ViewContext);
        var control = new FieldControl(field, this, TakeAttributes(output));
        var after = await output.GetChildContentAsync();
        var kind = As ?? (field.IsBoolean ? "checkbox" : "input");

        output.TagName = kind == "radios" ? "fieldset" : "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", CssClasses(field, output));
        if (kind == "radios" && control.DescribedBy is { } description)
        {
            output.Attributes.SetAttribute("aria-describedby", description);
        }

        if (kind == "checkbox")
        {
            output.Content.AppendHtml(control.Checkbox(HintLine(field)));
        }
        else
        {
            output.Content.AppendHtml(Head(field, kind == "radios" ? "legend" : "label"));
            output.Content.AppendHtml(HintLine(field));
            output.Content.AppendHtml(control.Of(kind));
        }

        foreach (var (error, index) in field.Errors.Select((error, index) => (error, index)))
        {
            output.Content.AppendHtml(ErrorLine(field, error, index));
        }

        if (!after.IsEmptyOrWhiteSpace)
        {
            output.Content.AppendHtml("<div class=\"field-after\">").AppendHtml(after).AppendHtml("</div>");
        }
    }

    private static List<TagHelperAttribute> TakeAttributes(TagHelperOutput output)
    {
        var taken = output.Attributes.Where(attribute => attribute.Name != "class").ToList();
        taken.ForEach(attribute => output.Attributes.Remove(attribute));
        return taken;
    }

    private string CssClasses(FormField field, TagHelperOutput output) => string.Join(' ', new[]
    {
        "field",
        Width is null ? null : $"field-{Width}",
        field.Errors.Count > 0 ? "field-invalid" : null,
        output.Attributes["class"]?.Value?.ToString(),
    }.Where(name => name is not null));

    private IHtmlContent Head(FormField field, string tagName)
    {
        var label = new TagBuilder(tagName);
        label.AddCssClass("field-label");
        label.InnerHtml.Append(Label ?? For.Metadata.GetDisplayName());
        if (tagName == "label")
        {
            label.Attributes["for"] = field.Id;
        }

        if (Required)
        {
            label.AddCssClass("field-head");
            return label;
        }

        // Outside the label, so that the accessible name stays the label alone.
        var optional = new TagBuilder("span");
        optional.AddCssClass("field-optional");
        optional.Attributes["id"] = $"{field.Id}-optional";
        optional.InnerHtml.Append(texts["optional"]);

        if (tagName == "legend")
        {
            label.AddCssClass("field-head");
            label.InnerHtml.Append(" ").AppendHtml(optional);
            return label;
        }

        var head = new TagBuilder("div");
        head.AddCssClass("field-head");
        head.InnerHtml.AppendHtml(label).AppendHtml(optional);
        return head;
    }

    private IHtmlContent HintLine(FormField field)
    {
        if (string.IsNullOrEmpty(Hint))
        {
            return HtmlString.Empty;
        }

        var hint = new TagBuilder("p");
        hint.AddCssClass("field-hint");
        hint.Attributes["id"] = $"{field.Id}-hint";
        hint.InnerHtml.Append(Hint);
        return hint;
    }

    private static TagBuilder ErrorLine(FormField field, string error, int index)
    {
        var line = new TagBuilder("p");
        line.AddCssClass("field-error");
        line.Attributes["id"] = index == 0 ? $"{field.Id}-error" : $"{field.Id}-error-{index + 1}";
        line.InnerHtml.Append(error);
        return line;
    }
}
