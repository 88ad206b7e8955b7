using System.Text.RegularExpressions;

namespace IndirectProvider.Web.Security;

/// <summary>
/// Addresses whose second segment is a secret that was mailed to somebody. They are kept out of logs, and guessing
/// them is slowed down. What a sign-in elsewhere hands over in an address is kept out of logs too.
/// </summary>
public static partial class OneTimeLinks
{
    /// <summary>Whether a request follows such a link.</summary>
    public static bool IsOneTimeLink(this HttpRequest request) => Link().IsMatch(request.Path.Value ?? "");

    /// <summary>A text for the log, with the secrets of such links taken out.</summary>
    public static string WithoutSecrets(string text) =>
        text.Length < OneTimeToken.TextLength ? text : Token().Replace(Answer().Replace(Jwt().Replace(Link().Replace(text, "$1$2[secret]"), "[secret]"), "$1=[secret]"), "[secret]");

    [GeneratedRegex("(invitation|set-password|confirm-email|set-up)(/|%2F)[A-Za-z0-9_%-]{20,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"\b(code|state|nonce|id_token|access_token|refresh_token|client_info|session_state|client_secret|code_verifier)=[^&\s""']{8,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Answer();

    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*", RegexOptions.CultureInvariant)]
    private static partial Regex Jwt();

    /// <summary>A secret on its own, as the framework logs the arguments of handlers.</summary>
    [GeneratedRegex("(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
