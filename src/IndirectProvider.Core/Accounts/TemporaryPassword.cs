using System.Security.Cryptography;

namespace IndirectProvider.Accounts;

/// <summary>Mints temporary passwords; the one place where they are made.</summary>
public static class TemporaryPassword
{
    /// <summary>Characters of a temporary password.</summary>
    public const int Length = 16;

    // Without look-alikes (I l 1 |, O 0 o, S 5, B 8, Z 2), so that it can be read out or typed from a screen.
    private const string Upper = "ACDEFGHJKLMNPQRTUVWXY";
    private const string Lower = "abcdefghijkmnpqrstuvwxyz";
    private const string Digits = "34679";
    private const string Symbols = "!#%+-=?@*";

    private static readonly string[] Classes = [Upper, Lower, Digits, Symbols];

    /// <summary>A new password with characters of all four classes, from the system's generator.</summary>
    public static string Mint()
    {
        Span<char> password = stackalloc char[Length];
        RandomNumberGenerator.GetItems(string.Concat(Classes), password);
        for (var i = 0; i < Classes.Length; i++)
        {
            password[i] = RandomNumberGenerator.GetItems<char>(Classes[i], 1)[0];
        }

        RandomNumberGenerator.Shuffle(password);
        return new string(password);
    }
}
