using System.Globalization;
using System.Text;

namespace IndirectProvider;

/// <summary>
/// Splits texts into the words by whose beginnings they are found (docs/decisions/0019). Upper case by the invariant culture,
/// compatibility forms folded (NFKC); everything but letters and digits separates. In scripts without spaces every character
/// begins a word. Of an address or a domain the last label, which says nothing, is left out.
/// </summary>
public static class SearchWords
{
    /// <summary>Most characters of a word; longer ones are cut, on both sides of a comparison.</summary>
    public const int MaxLength = 32;

    /// <summary>Most words that are looked at in what somebody typed.</summary>
    public const int MostSought = 6;

    /// <summary>The words of texts that are to be found.</summary>
    public static IReadOnlyCollection<string> Of(params IEnumerable<string> texts)
    {
        var words = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var token in texts.SelectMany(Tokens))
        {
            Add(words, token.Local);
            foreach (var label in token.Labels)
            {
                Add(words, label);
            }
        }

        return words;
    }

    /// <summary>The beginnings somebody typed; a text must have a word for each of them. Empty when nothing can be found by it.</summary>
    public static IReadOnlyList<WordRange> Sought(string typed)
    {
        var words = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var token in Tokens(typed))
        {
            Add(words, token.Local, whole: true);
            Add(words, token.Labels.FirstOrDefault() ?? "", whole: true);
        }

        // Of two that begin alike the longer says both; the longest ones leave the fewest rows.
        return
        [
            .. words.Where(w => !words.Any(other => other != w && other.StartsWith(w, StringComparison.Ordinal)))
                .OrderByDescending(w => w.Length)
                .Take(MostSought)
                .Select(WordRange.Beginning),
        ];
    }

    private static IEnumerable<(string Local, IReadOnlyList<string> Labels)> Tokens(string text)
    {
        foreach (var token in text.Normalize(NormalizationForm.FormKC).ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var at = token.LastIndexOf('@');
            var domain = token[(at + 1)..];
            var labels = domain.Split('.', StringSplitOptions.RemoveEmptyEntries);
            yield return labels.Length > 1 && labels[^1].All(char.IsLetter)
                ? (at > 0 ? token[..at] : "", labels[..^1])
                : (token, []);
        }
    }

    private static void Add(SortedSet<string> words, string text, bool whole = false)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && Rune.GetRuneAt(text, end) is var rune && IsPartOfWord(rune))
            {
                end += rune.Utf16SequenceLength;
            }

            if (end > start)
            {
                AddWord(words, text[start..end], whole);
            }

            start = end == text.Length ? end : end + Rune.GetRuneAt(text, end).Utf16SequenceLength;
        }
    }

    private static void AddWord(SortedSet<string> words, string word, bool whole)
    {
        words.Add(Cut(word));
        for (var at = 0; !whole && at < word.Length;)
        {
            var rune = Rune.GetRuneAt(word, at);
            if (HasNoSpaces(rune.Value))
            {
                words.Add(Cut(word[at..]));
            }

            at += rune.Utf16SequenceLength;
        }
    }

    private static string Cut(string word) =>
        word.Length <= MaxLength ? word : word[..(char.IsHighSurrogate(word[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];

    private static bool IsPartOfWord(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>Thai and Lao, Kana, Han and Hangul.</summary>
    private static bool HasNoSpaces(int letter) =>
        letter is (>= 0x0E00 and <= 0x0EFF) or (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7AF) or (>= 0x20000 and <= 0x3FFFF);
}

/// <summary>The words that begin with something typed, as a range an index can seek on every database.</summary>
/// <param name="From">The first of them; compared letter by letter.</param>
/// <param name="To">Where they end; not one of them.</param>
public sealed record WordRange(string From, string To)
{
    /// <summary>Greater than every letter.</summary>
    private const string Last = "\U0010FFFF";

    /// <summary>All that begins so.</summary>
    public static WordRange Beginning(string text) => new(text, text + Last);
}
