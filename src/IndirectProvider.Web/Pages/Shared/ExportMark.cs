using IndirectProvider.Web.Security;

namespace IndirectProvider.Web.Pages.Shared;

/// <summary>
/// A cookie that says that this browser has begun an export, so that every page can show how far it is, and a page of somebody
/// who exports nothing asks the database nothing.
/// </summary>
public sealed class ExportMark(PortalCookies cookies)
{
    /// <summary>The page that says how far one's export is.</summary>
    public const string Address = "/export";

    private static readonly TimeSpan Life = TimeSpan.FromHours(12);

    private string Name => cookies.Name("export");

    /// <summary>Whether the browser has begun one and not been told its end.</summary>
    public bool IsOn(HttpRequest request) => request.Cookies.ContainsKey(Name);

    /// <summary>It begins.</summary>
    public void Set(HttpResponse response) => response.Cookies.Append(Name, "1", Options(Life));

    /// <summary>Its end was told.</summary>
    public void Clear(HttpResponse response) => response.Cookies.Delete(Name, Options(null));

    private CookieOptions Options(TimeSpan? life) =>
        new() { HttpOnly = true, IsEssential = true, MaxAge = life, Path = "/", SameSite = SameSiteMode.Lax, Secure = cookies.AreSecure };
}
