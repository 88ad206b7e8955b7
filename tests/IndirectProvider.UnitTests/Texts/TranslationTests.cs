using System.Text.RegularExpressions;

namespace IndirectProvider.UnitTests.Texts;

/// <summary>German is complete: nothing missing, nothing left over, placeholders alike.</summary>
public abstract partial class TranslationTests(Translations translations)
{
    [Fact]
    public void Every_text_has_a_German_entry()
    {
        var german = translations.German().Select(entry => entry.Key).ToHashSet();

        Rule.Holds(translations.Keys().Where(key => !german.Contains(key.Key)).Select(key => $"{key.Value}: {key.Key}"));
    }

    [Fact]
    public void Every_German_entry_is_used()
    {
        var used = translations.Literals();

        Rule.Holds(translations.German().Select(entry => entry.Key).Where(key => !used.Contains(key)));
    }

    [Fact]
    public void Placeholders_are_alike() =>
        Rule.Holds(translations.German().Where(entry => !Placeholders(entry.Key).SetEquals(Placeholders(entry.Value))).Select(entry => $"{entry.Key} => {entry.Value}"));

    [Fact]
    public void No_entry_is_empty_or_there_twice()
    {
        var entries = translations.German();

        Rule.Holds(entries.Where(entry => string.IsNullOrWhiteSpace(entry.Value)).Select(entry => entry.Key));
        Rule.Holds(entries.GroupBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    private static HashSet<string> Placeholders(string text) => [.. PlaceholderPattern().Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex PlaceholderPattern();
}

/// <summary>The texts of pages and tag helpers.</summary>
public sealed class WebTranslationTests() : TranslationTests(Translations.Web);

/// <summary>The texts of errors and mails.</summary>
public sealed class CoreTranslationTests() : TranslationTests(Translations.Core);
