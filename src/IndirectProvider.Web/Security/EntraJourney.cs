using System.Globalization;
using Microsoft.AspNetCore.Authentication;

namespace IndirectProvider.Web.Security;

/// <summary>What somebody goes to Microsoft for.</summary>
public enum EntraPurpose
{
    /// <summary>To sign in.</summary>
    SignIn,

    /// <summary>To connect a Microsoft account instead of choosing a password, by a mailed link.</summary>
    Accept,

    /// <summary>To connect a Microsoft account to the account signed in.</summary>
    Connect,

    /// <summary>To link the organisation's tenant.</summary>
    Link,

    /// <summary>To prove once more who is signed in.</summary>
    Confirm,
}

/// <summary>
/// What the portal remembers of somebody while that person is at Microsoft. It travels in the state parameter, sealed, and is
/// worth nothing in another browser.
/// </summary>
/// <param name="Purpose">What for.</param>
/// <param name="ReturnUrl">The page of this portal to go on to, or null.</param>
/// <param name="SessionId">The session that must still be the one of this browser; null for who is not signed in.</param>
/// <param name="LinkId">The one-time link the person came by, or null.</param>
public sealed record EntraJourney(EntraPurpose Purpose, string? ReturnUrl = null, Guid? SessionId = null, Guid? LinkId = null)
{
    private const string PurposeKey = "purpose";
    private const string ReturnUrlKey = "returnUrl";
    private const string SessionKey = "session";
    private const string LinkKey = "link";
    private const string BegunKey = "begun";

    /// <summary>How long somebody may stay there.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <summary>Where the person finds the way back when nothing came of it.</summary>
    public string Back => Purpose switch
    {
        EntraPurpose.Connect => "/account/security",
        EntraPurpose.Link => "/settings/microsoft-sign-in",
        EntraPurpose.Confirm => "/confirm-it-is-you",
        _ => "/sign-in",
    };

    /// <summary>Writes it down for the way.</summary>
    public void Write(AuthenticationProperties properties, DateTimeOffset now)
    {
        properties.Items[PurposeKey] = Purpose.ToString();
        properties.SetString(ReturnUrlKey, ReturnUrl);
        properties.SetString(SessionKey, SessionId?.ToString());
        properties.SetString(LinkKey, LinkId?.ToString());
        properties.Items[BegunKey] = now.ToString("O", CultureInfo.InvariantCulture);
    }

    /// <summary>What was written down, or null when it is missing or too old.</summary>
    public static EntraJourney? Read(AuthenticationProperties? properties, DateTimeOffset now) =>
        properties is not null
        && Enum.TryParse<EntraPurpose>(properties.GetString(PurposeKey), out var purpose)
        && DateTimeOffset.TryParse(properties.GetString(BegunKey), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var begun)
        && now - begun < Life
            ? new EntraJourney(purpose, properties.GetString(ReturnUrlKey), Id(properties, SessionKey), Id(properties, LinkKey))
            : null;

    private static Guid? Id(AuthenticationProperties properties, string key) =>
        Guid.TryParse(properties.GetString(key), out var id) ? id : null;
}
