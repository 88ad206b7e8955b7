using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace IndirectProvider.Customers;

/// <summary>Rules for the first part of a customer's domain.</summary>
public static partial class DomainPrefix
{
    /// <summary>Longest prefix.</summary>
    public const int MaxLength = 27;

    private static readonly Lazy<FrozenSet<string>> Reserved = new(() => EmbeddedData.Lines("reserved-prefixes.data.txt"));

    /// <summary>As stored and compared: trimmed, lower case.</summary>
    public static string Normalize(string? text) => (text ?? "").Trim().ToLowerInvariant();

    /// <summary>Why a normalised prefix can't be taken by anybody, as the template of a text; null when it can.</summary>
    public static string? Problem(string prefix) => prefix switch
    {
        "" => "Enter a domain prefix.",
        _ when !Shape().IsMatch(prefix) => "Use 3 to 27 letters from a to z, digits and hyphens; begin and end with a letter or digit.",
        // Two hyphens there mark names in other scripts; whoever reads it would see something else than what stands here.
        _ when prefix.IndexOf("--", StringComparison.Ordinal) == 2 => "Don't use two hyphens as third and fourth character.",
        _ when Reserved.Value.Contains(prefix) => "This word is reserved. Choose another prefix.",
        _ => null,
    };

    [GeneratedRegex("\\A[a-z0-9][a-z0-9-]{1,25}[a-z0-9]\\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Shape();
}
