using System.Security.Cryptography;
using System.Text.Json;
using IndirectProvider.Accounts;
using Microsoft.AspNetCore.DataProtection;

namespace IndirectProvider.Web.Security;

/// <summary>
/// Remembers for a few minutes whose password was right, until the second factor follows. It signs nobody in: only the page
/// that asks for the code reads it. It names the account's security stamp, so a changed password makes it worthless.
/// </summary>
public sealed class HalfWayCookie(IDataProtectionProvider protection, TimeProvider clock, PortalCookies cookies)
{
    private readonly IDataProtector protector = protection.CreateProtector("HalfWayCookie");

    private string Name => cookies.Name("portal-half-way");

    private CookieOptions Options => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = cookies.AreSecure,
        IsEssential = true,
        Path = "/",
    };

    /// <summary>Remembers it.</summary>
    public void Set(HttpContext http, PortalUser user) =>
        http.Response.Cookies.Append(
            Name, protector.Protect(JsonSerializer.Serialize(new HalfWay(user.Id, user.SecurityStamp!, clock.GetUtcNow()))), Options);

    /// <summary>Forgets it.</summary>
    public void Clear(HttpContext http)
    {
        if (http.Request.Cookies.ContainsKey(Name))
        {
            http.Response.Cookies.Delete(Name, Options);
        }
    }

    /// <summary>Who is half way in this browser, or null.</summary>
    public HalfWay? Read(HttpContext http)
    {
        if (http.Request.Cookies[Name] is not { } value)
        {
            return null;
        }

        try
        {
            var content = JsonSerializer.Deserialize<HalfWay>(protector.Unprotect(value));
            return content is not null && clock.GetUtcNow() - content.At < FinishSignIn.Life ? content : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>Somebody whose password was right.</summary>
public sealed record HalfWay(Guid UserId, string SecurityStamp, DateTimeOffset At);
