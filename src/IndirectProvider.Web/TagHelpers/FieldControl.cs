using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace IndirectProvider.Web.TagHelpers;

/// <summary>Writes the control of a <see cref="FieldTagHelper"/>.</summary>
internal sealed class FieldControl(FormField field, FieldTagHelper options, IReadOnlyList<TagHelperAttribute> attributes)
{
    /// <summary>The ids of hint, errors and the word "optional", for aria-describedby.</summary>
    public string? DescribedBy { get; } = string.Join(' ', new[]
    {
        options.Required || options.As is "checkbox" or "radios" || field.IsBoolean ? null : $"{field.Id}-optional",
        string.IsNullOrEmpty(options.Hint) ? null : $"{field.Id}-hint",
        field.Errors.Count > 0 ? $"{field.Id}-error" : null,
        attributes.FirstOrDefault(attribute => attribute.Name == "aria-describedby")?.Value.ToString(),
    }.Where(id => id is not null)) is { Length: > 0 } ids ? ids : null;

    public IHtmlContent Of(string kind) => kind switch
    {
        "textarea" => TextArea(),
        "select" => Select(),
        "radios" => Radios(),
        "input" => Input(),
        _ => throw new InvalidOperationException($"<field as=\"{kind}\"> is not a known kind of control."),
    };

    public IHtmlContent Checkbox(IHtmlContent hint)
    {
        var input = Control("input", "form-check-input");
        input.Attributes["type"] = "checkbox";
        input.Attributes["value"] = "true";
        if (field.IsChecked)
        {
            input.Attributes["checked"] = "checked";
        }

        // An unticked box sends nothing; this makes it send "false".
        var unticked = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        unticked.MergeAttributes(new Dictionary<string, string?> { ["type"] = "hidden", ["name"] = field.Name, ["value"] = "false" });
        return Check(input, field.Id, options.Label ?? "", new HtmlContentBuilder().AppendHtml(hint).AppendHtml(unticked));
    }

    private IHtmlContent Input()
    {
        var type = options.Type ?? field.DefaultInputType;
        var input = Control("input", "form-control");
        input.TagRenderMode = TagRenderMode.SelfClosing;
        input.Attributes["type"] = type;
        if (type != "password" && field.Value is { Length: > 0 } value)
        {
            input.Attributes["value"] = value;
        }

        if (options.Prefix is null && options.Suffix is null)
        {
            return input;
        }

        var group = new TagBuilder("div");
        group.AddCssClass("input-group");
        group.InnerHtml.AppendHtml(Fixed(options.Prefix)).AppendHtml(input).AppendHtml(Fixed(options.Suffix));
        return group;
    }

    private TagBuilder TextArea()
    {
        var area = Control("textarea", "form-control");
        // A browser drops the first line break after the tag, so one is given away.
        area.InnerHtml.AppendHtml("\n").Append(field.Value ?? "");
        return area;
    }

    private TagBuilder Select()
    {
        var select = Control("select", "form-select");
        if (options.EmptyText is not null)
        {
            select.InnerHtml.AppendHtml(Option(new SelectListItem(options.EmptyText, ""), selected: false));
        }

        foreach (var group in (options.Items ?? []).GroupBy(item => item.Group?.Name))
        {
            var target = select;
            if (group.Key is not null)
            {
                target = new TagBuilder("optgroup");
                target.Attributes["label"] = group.Key;
                select.InnerHtml.AppendHtml(target);
            }

            foreach (var item in group)
            {
                target.InnerHtml.AppendHtml(Option(item, field.IsSelected(item)));
            }
        }

        return select;
    }

    private HtmlContentBuilder Radios()
    {
        var radios = new HtmlContentBuilder();
        foreach (var (item, index) in (options.Items ?? []).Select((item, index) => (item, index)))
        {
            // The first has the field's own id: that is where the error summary leads.
            var id = index == 0 ? field.Id : $"{field.Id}-{index + 1}";
            var radio = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
            radio.AddCssClass("form-check-input");
            radio.Attributes["type"] = "radio";
            radio.Attributes["id"] = id;
            radio.Attributes["name"] = field.Name;
            radio.Attributes["value"] = item.Value ?? item.Text;
            AddGivenAttributes(radio);
            if (field.IsSelected(item))
            {
                radio.Attributes["checked"] = "checked";
            }

            if (item.Disabled)
            {
                radio.Attributes["disabled"] = "disabled";
            }

            radios.AppendHtml(Check(radio, id, item.Text, HtmlString.Empty));
        }

        return radios;
    }

    private TagBuilder Control(string tagName, string cssClass)
    {
        var control = new TagBuilder(tagName);
        control.AddCssClass(cssClass);
        control.Attributes["id"] = field.Id;
        control.Attributes["name"] = field.Name;
        AddGivenAttributes(control);
        if (DescribedBy is not null)
        {
            control.Attributes["aria-describedby"] = DescribedBy;
        }

        if (field.Errors.Count > 0)
        {
            control.Attributes["aria-invalid"] = "true";
        }

        // Not "required": the browser would then answer in its own words, before the server's can be read.
        if (options.Required)
        {
            control.Attributes["aria-required"] = "true";
        }

        return control;
    }

    private void AddGivenAttributes(TagBuilder control)
    {
        foreach (var attribute in attributes)
        {
            var value = attribute.Value switch
            {
                null => "",
                // Already encoded by the view; the tag builder will encode it again.
                HtmlString html => System.Net.WebUtility.HtmlDecode(html.Value),
                var other => other.ToString(),
            };
            control.Attributes[attribute.Name] = value;
        }
    }

    private static TagBuilder Check(TagBuilder input, string id, string text, IHtmlContent after)
    {
        input.TagRenderMode = TagRenderMode.SelfClosing;
        var label = new TagBuilder("label");
        label.AddCssClass("form-check-label");
        label.Attributes["for"] = id;
        label.InnerHtml.Append(text);
        var check = new TagBuilder("div");
        check.AddCssClass("form-check");
        check.InnerHtml.AppendHtml(input).AppendHtml(label).AppendHtml(after);
        return check;
    }

    private static TagBuilder Option(SelectListItem item, bool selected)
    {
        var option = new TagBuilder("option");
        option.Attributes["value"] = item.Value ?? item.Text;
        option.InnerHtml.Append(item.Text);
        if (selected)
        {
            option.Attributes["selected"] = "selected";
        }

        if (item.Disabled)
        {
            option.Attributes["disabled"] = "disabled";
        }

        return option;
    }

    private static IHtmlContent Fixed(string? text)
    {
        if (text is null)
        {
            return HtmlString.Empty;
        }

        var span = new TagBuilder("span");
        span.AddCssClass("input-group-text");
        span.InnerHtml.Append(text);
        return span;
    }
}
