using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace IndirectProvider;

/// <summary>
/// Encrypts what must be readable again for a while (a password until it is shown, a mail until it is sent) with the
/// installation's data-protection keys. Each purpose has its own key, so a value sealed for one can't be opened as another.
/// </summary>
public sealed class Sealer(IDataProtectionProvider protection)
{
    /// <summary>Encrypts a text for a purpose.</summary>
    public byte[] Seal(string purpose, string text) =>
        protection.CreateProtector(purpose).Protect(Encoding.UTF8.GetBytes(text));

    /// <summary>Decrypts what was sealed for the same purpose.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">Altered, or sealed for another purpose.</exception>
    public string Open(string purpose, byte[] value) =>
        Encoding.UTF8.GetString(protection.CreateProtector(purpose).Unprotect(value));
}
