using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace IndirectProvider;

/// <summary>
/// The secret of a one-time link: 256 bits from the system's generator, base64url in the link, and only its
/// SHA-256 in the database. This is the one place where such secrets are made.
/// </summary>
/// <param name="Text">What stands in the link; never stored and never logged.</param>
/// <param name="Hash">What is stored and looked up.</param>
public sealed record OneTimeToken(string Text, byte[] Hash)
{
    private const int Bytes = 32;

    /// <summary>Characters of <see cref="Text"/>.</summary>
    public const int TextLength = 43;

    /// <summary>Bytes of <see cref="Hash"/>.</summary>
    public const int HashLength = SHA256.HashSizeInBytes;

    /// <summary>A new secret.</summary>
    public static OneTimeToken Mint()
    {
        var text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        return new OneTimeToken(text, HashOf(text));
    }

    /// <summary>
    /// The hash to look a link's secret up by, or null when the text can't be one (wrong length or alphabet).
    /// </summary>
    public static byte[]? TryHash(string? text) =>
        text is { Length: TextLength } && Base64Url.IsValid(text) ? HashOf(text) : null;

    /// <summary>Keeps the secret out of logs and debuggers.</summary>
    public override string ToString() => "one-time token";

    private static byte[] HashOf(string text) => SHA256.HashData(Encoding.ASCII.GetBytes(text));
}
