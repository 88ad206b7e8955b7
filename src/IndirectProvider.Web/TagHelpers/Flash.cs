using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace IndirectProvider.Web.TagHelpers;

/// <summary>One line that confirms a change on the page shown after it; the layout shows it once.</summary>
/// <param name="Text">What has happened.</param>
/// <param name="LinkText">What the link says, if there is one.</param>
/// <param name="Href">Where what changed can be seen.</param>
public sealed record Flash(string Text, string? LinkText, string? Href)
{
    private const string TextKey = "Flash.Text";
    private const string LinkTextKey = "Flash.LinkText";
    private const string HrefKey = "Flash.Href";

    /// <summary>Takes the waiting message, if there is one.</summary>
    public static Flash? Take(ITempDataDictionary tempData) => tempData[TextKey] is string text
        ? new Flash(text, tempData[LinkTextKey] as string, tempData[HrefKey] as string)
        : null;

    internal void Put(ITempDataDictionary tempData)
    {
        tempData[TextKey] = Text;
        tempData[LinkTextKey] = LinkText;
        tempData[HrefKey] = Href;
    }
}

/// <summary>Lets a page say what it has done.</summary>
public static class FlashExtensions
{
    /// <summary>Confirms a change in one line on the next page, with a link to what changed.</summary>
    public static void Flash(this PageModel page, string text, string? linkText = null, string? href = null) =>
        new Flash(text, linkText, href).Put(page.TempData);
}
