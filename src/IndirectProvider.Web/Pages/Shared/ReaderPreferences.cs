using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Localization;

namespace IndirectProvider.Web.Pages.Shared;

/// <summary>How the reader wants pages shown, and the way back after changing it.</summary>
public static class ReaderPreferences
{
    /// <summary>The cookie that keeps the language, as <see cref="PortalCookies.Name"/> is given it.</summary>
    public const string LanguageCookie = "portal-language";

    private const string ThemeCookie = "portal-theme";

    /// <summary>The themes there are; the first is the default and follows the system.</summary>
    public static readonly IReadOnlyList<string> Themes = ["auto", "light", "dark"];

    /// <summary>Keeps a language, in the form the framework reads.</summary>
    public static void KeepLanguage(HttpContext http, string language) =>
        Keep(http, LanguageCookie, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)));

    /// <summary>Keeps a theme.</summary>
    public static void KeepTheme(HttpContext http, string theme) => Keep(http, ThemeCookie, theme);

    /// <summary>The theme the request asks for.</summary>
    public static string Theme(HttpRequest request) =>
        request.Cookies[Cookies(request.HttpContext).Name(ThemeCookie)] is { } theme && Themes.Contains(theme) ? theme : Themes[0];

    /// <summary>The address in the browser's bar, also on an error page that stands in for another.</summary>
    public static string CurrentAddress(HttpContext context)
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is { } replaced)
        {
            return replaced.OriginalPathBase + replaced.OriginalPath + replaced.OriginalQueryString;
        }

        var path = context.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? context.Request.Path;
        return context.Request.PathBase + path + context.Request.QueryString;
    }

    /// <summary>They hold no secret and last longer than a sign-in.</summary>
    private static void Keep(HttpContext http, string name, string value) =>
        http.Response.Cookies.Append(Cookies(http).Name(name), value, new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = Cookies(http).AreSecure,
            IsEssential = true,
        });

    private static PortalCookies Cookies(HttpContext http) => http.RequestServices.GetRequiredService<PortalCookies>();
}
