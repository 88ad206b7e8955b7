using System.Globalization;
using System.Resources;

namespace IndirectProvider;

/// <summary>
/// Texts of the core (errors, mails, names of states) in the reader's language. The English sentence is the key;
/// translations are in <c>Resources/CoreTexts.{language}.resx</c>.
/// </summary>
public static class CoreTexts
{
    private static readonly ResourceManager Translations =
        new("IndirectProvider.Resources.CoreTexts", typeof(CoreTexts).Assembly);

    /// <summary>The text in the current UI culture.</summary>
    public static string Get(string english, params object[] arguments) =>
        In(CultureInfo.CurrentUICulture, english, arguments);

    /// <summary>What <see cref="Error.Stored"/> gave, in the current UI culture.</summary>
    public static string GetStored(string stored)
    {
        var parts = stored.Split('\n');
        return Get(parts[0], [.. parts.Skip(1)]);
    }

    /// <summary>The text in a given culture; the English text itself where no translation exists.</summary>
    public static string In(CultureInfo culture, string english, params object[] arguments)
    {
        var text = Translations.GetString(english, culture) ?? english;
        return arguments.Length == 0 ? text : string.Format(culture, text, arguments);
    }
}
