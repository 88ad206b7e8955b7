using System.Globalization;
using System.Text;

namespace IndirectProvider.Accounts;

/// <summary>Who chooses a password, as far as the password must not be made of it.</summary>
public sealed class PasswordOwner
{
    // What is left of a password without the owner's own words must at least be a word.
    private const int ShortestRest = 5;
    private const int ShortestWord = 3;

    private readonly List<string> words;

    /// <summary>Names it.</summary>
    /// <param name="userName">What the person signs in with.</param>
    /// <param name="names">The person's names, further addresses, the organisation's name; any may be missing.</param>
    public PasswordOwner(string? userName, params string?[] names)
    {
        UserName = userName?.Trim() ?? "";
        string?[] texts = [UserName, .. names, "Indirect Provider Portal"];
        words = [.. texts.OfType<string>()
            .SelectMany(text => { var parts = WordsOf(WithoutTopLevel(text)); return parts.Append(string.Concat(parts)); })
            .Where(word => word.Length >= ShortestWord)
            .Distinct()
            .OrderByDescending(word => word.Length)];
    }

    /// <summary>What the person signs in with.</summary>
    public string UserName { get; }

    /// <summary>Whether hardly anything is left of a password without the person's, the organisation's and the portal's names.</summary>
    public bool IsMainlyOwn(string password)
    {
        var all = string.Concat(WordsOf(password)).Trim([.. "0123456789"]);
        var rest = words.Aggregate(all, (text, word) => text.Replace(word, "", StringComparison.Ordinal));
        return rest.Length < all.Length && rest.Length < ShortestRest;
    }

    /// <summary>Lower case, without accents, split at everything that is neither letter nor digit.</summary>
    private static string[] WordsOf(string text)
    {
        // Halves of characters, and the one that never is a character, can't be normalised.
        var whole = string.Concat(text.EnumerateRunes().Where(rune => rune.Value != 0xFFFE));
        var plain = string.Concat(whole.Normalize(NormalizationForm.FormD)
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)).ToLowerInvariant();
        return string.Concat(plain.Select(c => char.IsLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string WithoutTopLevel(string text) => text.Contains('@') && text.LastIndexOf('.') is > 0 and var dot ? text[..dot] : text;
}
