using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc;

namespace IndirectProvider.Web.Pages.Preferences;

/// <summary>Keeps the theme chosen in the footer.</summary>
// Changes nothing but how pages look in this browser, and must also work with a page left open across a sign-out.
[IgnoreAntiforgeryToken]
public sealed class ThemeModel : PageModel
{
    public IActionResult OnGet() => LocalRedirect("~/");

    public IActionResult OnPost(string? theme, string? returnUrl)
    {
        if (theme is not null && ReaderPreferences.Themes.Contains(theme))
        {
            ReaderPreferences.KeepTheme(HttpContext, theme);
        }

        return this.GoBack(returnUrl);
    }
}
