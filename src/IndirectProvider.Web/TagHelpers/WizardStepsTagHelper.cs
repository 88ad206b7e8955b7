using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.TagHelpers;

/// <summary>Where one is in a wizard: <c>&lt;wizard-steps current="2" /&gt;</c> shows 1 Customer · 2 Subscriptions · 3 Review · 4 Confirmation.</summary>
[HtmlTargetElement("wizard-steps", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class WizardStepsTagHelper(IStringLocalizer<Texts> texts) : TagHelper
{
    /// <summary>The step one is at, from 1.</summary>
    public int Current { get; set; }

    /// <summary>The steps' names, if they aren't those of a new customer.</summary>
    public IReadOnlyList<string>? Names { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ol";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "wizard-steps");
        output.Attributes.SetAttribute("aria-label", texts["Steps"].Value);
        IReadOnlyList<string> names = Names ?? [texts["Customer"], texts["Subscriptions"], texts["Review"], texts["Confirmation"]];
        for (var number = 1; number <= names.Count; number++)
        {
            output.Content.AppendHtml(Step(number, names[number - 1]));
        }
    }

    private TagBuilder Step(int number, string name)
    {
        var step = new TagBuilder("li");
        if (number == Current)
        {
            step.Attributes["aria-current"] = "step";
        }
        else if (number < Current)
        {
            step.AddCssClass("done");
        }

        var mark = new TagBuilder("span");
        mark.AddCssClass("wizard-number");
        mark.InnerHtml.Append(number.ToString(CultureInfo.InvariantCulture));
        var label = new TagBuilder("span");
        label.AddCssClass("wizard-name");
        label.InnerHtml.Append(name);
        step.InnerHtml.AppendHtml(mark).AppendHtml(label);
        return step;
    }
}
