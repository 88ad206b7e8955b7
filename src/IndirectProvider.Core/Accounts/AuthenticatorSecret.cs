using OtpNet;

namespace IndirectProvider.Accounts;

/// <summary>The secret an authenticator app shares with the portal, and the codes that follow from it (RFC 6238).</summary>
internal sealed class AuthenticatorSecret
{
    private const string Purpose = "Authenticator";
    private const string Issuer = "Indirect Provider Portal";

    // Clocks of telephones and of the portal may differ by one step to either side.
    private static readonly VerificationWindow Drift = new(previous: 1, future: 1);

    private readonly byte[] key;

    private AuthenticatorSecret(byte[] key) => this.key = key;

    /// <summary>What is typed into an app that can't read the picture.</summary>
    public string Text => Base32Encoding.ToString(key).TrimEnd('=');

    public static AuthenticatorSecret Mint() => new(KeyGeneration.GenerateRandomKey(OtpHashMode.Sha1));

    /// <summary>Opens one that was sealed for the same person.</summary>
    public static AuthenticatorSecret Open(Sealer sealer, Guid userId, byte[] value) =>
        new(Base32Encoding.ToBytes(sealer.Open($"{Purpose} {userId}", value)));

    /// <summary>Sealed for one person; worth nothing for another one.</summary>
    public byte[] Seal(Sealer sealer, Guid userId) => sealer.Seal($"{Purpose} {userId}", Text);

    /// <summary>What the picture says to an app.</summary>
    public string AddressFor(string userName) => new OtpUri(OtpType.Totp, key, userName, Issuer).ToString();

    /// <summary>The time step of a typed code, or null when it is none of this secret's now.</summary>
    public long? StepOf(string typed, DateTimeOffset now)
    {
        var code = string.Concat(typed.Where(char.IsAsciiDigit));
        return code.Length == 6 && new Totp(key).VerifyTotp(now.UtcDateTime, code, out var step, Drift) ? step : null;
    }
}
