using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Says why nothing came of a sign-in with Microsoft, and leads back.</summary>
public sealed class MicrosoftNotDoneModel(EntraNotice notice, IStringLocalizer<Texts> texts) : PageModel
{
    /// <summary>Why.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Where the person came from.</summary>
    public string Back { get; private set; } = "/sign-in";

    public void OnGet()
    {
        var (text, back) = notice.Take(HttpContext);
        (Text, Back) = (text ?? texts["Begin again."], back ?? Back);
    }
}
