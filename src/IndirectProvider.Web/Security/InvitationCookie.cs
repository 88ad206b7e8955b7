using System.Security.Cryptography;
using System.Text.Json;
using IndirectProvider.Partnerships;
using Microsoft.AspNetCore.DataProtection;

namespace IndirectProvider.Web.Security;

/// <summary>
/// Remembers the invitation somebody opened while that person signs in or registers: for the browser's session, at
/// most a day. It holds the link's hash, so a resend makes it worthless; the secret itself is never in it.
/// </summary>
public sealed class InvitationCookie(IDataProtectionProvider protection, TimeProvider clock, PortalCookies cookies)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private readonly IDataProtector protector = protection.CreateProtector("InvitationCookie");

    private string Name => cookies.Name("portal-invitation");

    private CookieOptions Options => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = cookies.AreSecure,
        IsEssential = true,
        Path = "/",
    };

    /// <summary>Remembers it.</summary>
    public void Set(HttpContext http, InvitationKey key) =>
        http.Response.Cookies.Append(Name, protector.Protect(JsonSerializer.Serialize(new Content(key.Id, key.TokenHash, clock.GetUtcNow()))), Options);

    /// <summary>Forgets it.</summary>
    public void Clear(HttpContext http) => http.Response.Cookies.Delete(Name, Options);

    /// <summary>The invitation the browser came with, or null.</summary>
    public InvitationKey? Read(HttpContext http)
    {
        if (http.Request.Cookies[Name] is not { } value)
        {
            return null;
        }

        try
        {
            var content = JsonSerializer.Deserialize<Content>(protector.Unprotect(value));
            return content is not null && clock.GetUtcNow() - content.At < Life ? new InvitationKey(content.Id, content.Hash) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private sealed record Content(Guid Id, byte[] Hash, DateTimeOffset At);
}
