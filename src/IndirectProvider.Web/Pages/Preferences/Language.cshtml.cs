using IndirectProvider.Web.Hosting;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc;

namespace IndirectProvider.Web.Pages.Preferences;

/// <summary>Keeps the language chosen in the footer.</summary>
// Changes nothing but how pages look in this browser, and must also work with a page left open across a sign-out.
[IgnoreAntiforgeryToken]
public sealed class LanguageModel : PageModel
{
    public IActionResult OnGet() => LocalRedirect("~/");

    public IActionResult OnPost(string? language, string? returnUrl)
    {
        if (language is not null && WebSetup.Languages.Contains(language))
        {
            ReaderPreferences.KeepLanguage(HttpContext, language);
        }

        return this.GoBack(returnUrl);
    }
}
