using System.Globalization;
using FluentValidation;

namespace IndirectProvider;

/// <summary>What people type into one-line fields: how it is cleaned, and the rules every such field shares.</summary>
public static class TypedText
{
    /// <summary>Trimmed, inner white space folded; null when nothing is left.</summary>
    public static string? Clean(string? text)
    {
        var words = (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? null : string.Join(' ', words);
    }

    /// <summary>Whether it holds a letter or a digit, so isn't blank, punctuation or invisible characters only.</summary>
    public static bool HasLetterOrDigit(string text) => text.EnumerateRunes().Any(System.Text.Rune.IsLetterOrDigit);

    /// <summary>Must be filled in, with something that can be read, and fit its column.</summary>
    public static IRuleBuilderOptions<T, string?> Text<T>(this IRuleBuilder<T, string?> rule, string whenEmpty, int maxLength) =>
        rule.Must(t => Clean(t) is { } clean && HasLetterOrDigit(clean)).WithMessage(_ => CoreTexts.Get(whenEmpty)).OptionalText(maxLength);

    /// <summary>May be empty; otherwise fits its column and can be printed.</summary>
    public static IRuleBuilderOptions<T, string?> OptionalText<T>(this IRuleBuilder<T, string?> rule, int maxLength) =>
        rule
            .Must(t => (Clean(t)?.Length ?? 0) <= maxLength).WithMessage(_ => CoreTexts.Get("Use at most {0} characters.", maxLength))
            .Must(t => !HasInvisible(Clean(t) ?? "")).WithMessage(_ => CoreTexts.Get("Remove the characters that can't be printed."));

    /// <summary>Must be one e-mail address.</summary>
    public static IRuleBuilderOptions<T, string?> Email<T>(this IRuleBuilder<T, string?> rule, string whenEmpty) =>
        rule
            .Must(t => Clean(t) is not null).WithMessage(_ => CoreTexts.Get(whenEmpty))
            .Must(t => EmailAddress.IsValid(Clean(t))).WithMessage(_ => CoreTexts.Get("Enter an e-mail address like name@company.com."));

    // Besides control characters also those that turn the direction of the text around, which could make one name look like another.
    private static bool HasInvisible(string text) => text.Any(c =>
        CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse
        || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFFFD');
}
