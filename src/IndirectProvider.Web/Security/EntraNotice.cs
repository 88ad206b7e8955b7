using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace IndirectProvider.Web.Security;

/// <summary>
/// What is said to somebody who comes back from Microsoft: one line on the next page, or a page of its own when nothing came
/// of it.
/// </summary>
public sealed class EntraNotice(ITempDataDictionaryFactory tempData)
{
    /// <summary>The page that says why nothing came of it.</summary>
    public const string Path = "/sign-in/microsoft/not-done";

    private const string TextKey = "Entra.Text";
    private const string BackKey = "Entra.Back";

    /// <summary>Says why nothing came of it.</summary>
    public void Put(HttpContext http, string text, string back)
    {
        var data = tempData.GetTempData(http);
        (data[TextKey], data[BackKey]) = (text, back);
        data.Save();
    }

    /// <summary>Confirms what was done in one line.</summary>
    public void Confirm(HttpContext http, string text)
    {
        var data = tempData.GetTempData(http);
        new Flash(text, null, null).Put(data);
        data.Save();
    }

    /// <summary>Takes what was put.</summary>
    public (string? Text, string? Back) Take(HttpContext http)
    {
        var data = tempData.GetTempData(http);
        return (data[TextKey] as string, data[BackKey] as string);
    }
}
