using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace IndirectProvider.Web.Pages.Shared;

/// <summary>How values stand in an exported file: the same in every language, and never as a formula.</summary>
public static partial class CsvText
{
    private static readonly SearchValues<char> Separators = SearchValues.Create(",;\t");

    private const string StartsFormula = "=+-@\t\r\n＝＋－＠";

    /// <summary>The value as text. Moments are in UTC; text that a spreadsheet would run as a formula begins with an apostrophe.</summary>
    public static string Of(object? value) => value switch
    {
        null => "",
        DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Neutral(value.ToString() ?? ""),
    };

    // Some programs drop what can't be seen at the beginning, so it doesn't hide the sign.
    private static string Neutral(string text)
    {
        var begin = text.AsSpan();
        while (begin.Length > 0 && IsUnseen(begin[0]) && !StartsFormula.Contains(begin[0], StringComparison.Ordinal))
        {
            begin = begin[1..];
        }

        // A program that takes another separator begins a cell in the middle of a text.
        var safe = text.AsSpan().ContainsAny(Separators) ? AfterSeparator().Replace(text, "$1'$2") : text;
        return begin.Length > 0 && StartsFormula.Contains(begin[0], StringComparison.Ordinal) ? "'" + safe : safe;
    }

    [GeneratedRegex("(?<=\\S[\\s\\S]*)([,;\\t][\\s\\p{Cf}]*)([=+\\-@＝＋－＠])")]
    private static partial Regex AfterSeparator();

    private static bool IsUnseen(char letter) =>
        char.IsWhiteSpace(letter) || char.IsControl(letter) || char.GetUnicodeCategory(letter) == UnicodeCategory.Format;
}
