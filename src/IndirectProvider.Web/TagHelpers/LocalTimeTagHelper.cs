using System.Globalization;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.TagHelpers;

/// <summary>
/// A moment: absolute in UTC and in the reader's culture, with a relative hint. The script turns it into the browser's time
/// zone. An absent moment is a dash.
/// </summary>
[HtmlTargetElement("local-time", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class LocalTimeTagHelper(TimeProvider clock, IStringLocalizer<Texts> texts) : TagHelper
{
    private static readonly (double Seconds, string Past, string PastOne, string Future, string FutureOne)[] Units =
    [
        (31_557_600, "{0} years ago", "1 year ago", "in {0} years", "in 1 year"),
        (2_629_800, "{0} months ago", "1 month ago", "in {0} months", "in 1 month"),
        (86_400, "{0} days ago", "1 day ago", "in {0} days", "in 1 day"),
        (3_600, "{0} hours ago", "1 hour ago", "in {0} hours", "in 1 hour"),
        (60, "{0} minutes ago", "1 minute ago", "in {0} minutes", "in 1 minute"),
    ];

    /// <summary>The moment.</summary>
    public DateTimeOffset? Value { get; set; }

    /// <summary>True to show the day alone.</summary>
    public bool DateOnly { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Value is not { } value)
        {
            output.TagName = null;
            output.Content.SetContent("–");
            return;
        }

        var utc = value.UtcDateTime;
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("title", Relative(value - clock.GetUtcNow()));
        output.Attributes.SetAttribute("data-local", DateOnly ? "date" : "datetime");
        output.Content.SetContent(DateOnly ? Wording.Day(value) : Wording.Day(value) + utc.ToString(" HH:mm", CultureInfo.InvariantCulture) + " UTC");
    }

    private string Relative(TimeSpan distance)
    {
        var seconds = Math.Abs(distance.TotalSeconds);
        foreach (var unit in Units)
        {
            var count = (int)(seconds / unit.Seconds);
            if (count > 0)
            {
                return (distance < TimeSpan.Zero, count) switch
                {
                    (true, 1) => texts[unit.PastOne],
                    (true, _) => texts[unit.Past, count],
                    (false, 1) => texts[unit.FutureOne],
                    (false, _) => texts[unit.Future, count],
                };
            }
        }

        return texts["just now"];
    }
}
