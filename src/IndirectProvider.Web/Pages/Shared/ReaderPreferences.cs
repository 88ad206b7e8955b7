using Microsoft.AspNetCore.Diagnostics;

namespace IndirectProvider.Web.Pages.Shared;

/// <summary>How the reader wants pages shown, and the way back after changing it.</summary>
public static class ReaderPreferences
{
    /// <summary>The cookie that keeps the theme.</summary>
    public const string ThemeCookie = "theme";

    /// <summary>The themes there are; the first is the default and follows the system.</summary>
    public static readonly IReadOnlyList<string> Themes = ["auto", "light", "dark"];

    /// <summary>Language and theme hold no secret and last longer than a sign-in.</summary>
    public static CookieOptions CookieOptions(HttpRequest request) => new()
    {
        MaxAge = TimeSpan.FromDays(365),
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = request.IsHttps,
        IsEssential = true,
    };

    /// <summary>The theme the request asks for.</summary>
    public static string Theme(HttpRequest request) =>
        request.Cookies[ThemeCookie] is { } theme && Themes.Contains(theme) ? theme : Themes[0];

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
}
