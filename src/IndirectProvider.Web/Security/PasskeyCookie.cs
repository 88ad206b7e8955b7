using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace IndirectProvider.Web.Security;

/// <summary>
/// Keeps the challenge that a browser's passkey is to sign, for a few minutes and for one answer. What it was made for stands
/// in it, so an answer given on one page is worth nothing on another.
/// </summary>
public sealed class PasskeyCookie(IDataProtectionProvider protection, TimeProvider clock, PortalCookies cookies)
{
    /// <summary>How long a challenge can be answered.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly IDataProtector protector = protection.CreateProtector("PasskeyCookie");

    private string Name => cookies.Name("portal-passkey");

    private CookieOptions Options => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = cookies.AreSecure,
        IsEssential = true,
        Path = "/",
    };

    /// <summary>Keeps it, in place of the one before.</summary>
    public void Set(HttpContext http, PasskeyPurpose purpose, Guid? userId, string? state) =>
        http.Response.Cookies.Append(
            Name, protector.Protect(JsonSerializer.Serialize(new PasskeyChallenge(purpose, userId, state, clock.GetUtcNow()))), Options);

    /// <summary>The challenge that was made for this, or null; the browser forgets it.</summary>
    public PasskeyChallenge? Take(HttpContext http, PasskeyPurpose purpose, Guid? userId)
    {
        if (http.Request.Cookies[Name] is not { } value)
        {
            return null;
        }

        http.Response.Cookies.Delete(Name, Options);
        try
        {
            var content = JsonSerializer.Deserialize<PasskeyChallenge>(protector.Unprotect(value));
            return content is not null && content.Purpose == purpose && content.UserId == userId && clock.GetUtcNow() - content.At < Life ? content : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>What a passkey is asked for.</summary>
public enum PasskeyPurpose
{
    /// <summary>To sign in with it alone.</summary>
    SignIn,

    /// <summary>To finish a sign-in with password.</summary>
    SecondFactor,

    /// <summary>To prove once more who is signed in.</summary>
    Confirm,

    /// <summary>To be added.</summary>
    Add,
}

/// <summary>A challenge that waits for its answer.</summary>
public sealed record PasskeyChallenge(PasskeyPurpose Purpose, Guid? UserId, string? State, DateTimeOffset At);
