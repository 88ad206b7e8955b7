using System.Text.RegularExpressions;

namespace IndirectProvider;

/// <summary>The form of a country's postal codes.</summary>
/// <param name="pattern">An anchored regular expression in upper case.</param>
/// <param name="example">A postal code that fits, to show next to an error.</param>
public sealed class PostalCodeRule(string pattern, string example)
{
    // Typed text meets these patterns, so they run on the engine that cannot backtrack.
    private readonly Regex _regex = new(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <summary>The anchored regular expression, written for upper case.</summary>
    public string Pattern { get; } = pattern;

    /// <summary>A postal code that fits.</summary>
    public string Example { get; } = example;

    /// <summary>Whether the text is a postal code of the country; case and surrounding blanks do not matter.</summary>
    public bool Matches(string? text) => text is not null && _regex.IsMatch(text.Trim().ToUpperInvariant());
}
