using System.Net.Security;
using System.Security.Cryptography;

namespace IndirectProvider.Web.Mail;

/// <summary>
/// Trusts exactly one certificate, for mail servers in the house with one they signed themselves. Nothing else is
/// accepted then, however well signed.
/// </summary>
internal static class PinnedCertificate
{
    /// <summary>Whether the text is a SHA-256 fingerprint, in hexadecimal with or without colons.</summary>
    public static bool IsFingerprint(string text) =>
        Bare(text) is { Length: 64 } digits && digits.All(char.IsAsciiHexDigit);

    /// <summary>The check for one connection.</summary>
    public static RemoteCertificateValidationCallback Check(string fingerprint)
    {
        var expected = Convert.FromHexString(Bare(fingerprint));
        return (_, certificate, _, _) =>
            certificate is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(certificate.GetRawCertData()), expected);
    }

    private static string Bare(string text) => text.Replace(":", "", StringComparison.Ordinal);
}
