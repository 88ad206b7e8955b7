using System.Net.Mail;
using System.Text.RegularExpressions;

namespace IndirectProvider;

/// <summary>Rules for e-mail addresses as people type them.</summary>
public static partial class EmailAddress
{
    /// <summary>Longest address taken, as in RFC 5321's path limit.</summary>
    public const int MaxLength = 254;

    /// <summary>Whether the text is one address with a domain that has a dot, free of control characters.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= MaxLength }
        && Shape().IsMatch(text)
        && MailAddress.TryCreate(text, out var parsed)
        && parsed.Address == text;

    /// <summary>The form addresses are compared and searched in.</summary>
    public static string Normalize(string text) => text.Trim().ToUpperInvariant();

    /// <summary>The domain, lower case; empty when the text has none.</summary>
    public static string DomainOf(string text)
    {
        var at = text.LastIndexOf('@');
        return at < 0 ? "" : text[(at + 1)..].Trim().ToLowerInvariant();
    }

    [GeneratedRegex(@"^[^\s@<>()\[\],;:\\""\p{C}]{1,64}@([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}]{2,63}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Shape();
}
