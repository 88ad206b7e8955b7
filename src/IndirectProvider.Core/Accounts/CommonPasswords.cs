using System.Collections.Frozen;

namespace IndirectProvider.Accounts;

/// <summary>The passwords people choose most, which are therefore tried first.</summary>
/// <param name="list">The list, one password a line.</param>
public sealed class CommonPasswords(TextReader list)
{
    // Shorter ones would make parts of words of most long passwords.
    private const int ShortestUnit = 4;

    private readonly FrozenSet<string> words = list.ReadToEnd()
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a password is one of them: as it is, without what stands around it (digits, blanks, punctuation), without the
    /// punctuation inside, or written several times in a row.
    /// </summary>
    public bool Contain(string password)
    {
        var core = password.Trim([.. password.Where(c => !char.IsLetter(c))]);
        var letters = string.Concat(core.Where(char.IsLetterOrDigit));
        return words.Contains(password.Trim()) || words.Contains(core) || words.Contains(letters) || words.Contains(UnitOf(letters)) || words.Contains(UnitOf(password));
    }

    private static string UnitOf(string text)
    {
        for (var length = ShortestUnit; length <= text.Length / 2; length++)
        {
            var unit = text[..length];
            if (text.Length % length == 0 && string.Concat(Enumerable.Repeat(unit, text.Length / length)).Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return unit;
            }
        }

        return text;
    }
}
