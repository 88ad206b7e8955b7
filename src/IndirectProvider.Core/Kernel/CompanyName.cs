using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using FluentValidation;

namespace IndirectProvider;

/// <summary>Rules for companies' names as people type them.</summary>
public static partial class CompanyName
{
    /// <summary>Longest name taken.</summary>
    public const int MaxLength = 200;

    private static readonly Lazy<FrozenSet<string>> LegalForms = new(() => EmbeddedData.Lines("legal-forms.data.txt").Select(Bare).ToFrozenSet(StringComparer.Ordinal));

    /// <summary>Whether the text is a legal form alone, such as GmbH or Ltd., however it is dotted.</summary>
    public static bool IsLegalFormOnly(string text) => LegalForms.Value.Contains(Bare(text));

    /// <summary>Whether somebody probably typed a web address instead of the name; some companies are called like one.</summary>
    public static bool LooksLikeDomain(string? text) => TypedText.Clean(text) is { } name && DomainShape().IsMatch(name);

    /// <summary>Must be a company's name: not blank, not punctuation only, not a legal form only.</summary>
    public static IRuleBuilderOptions<T, string?> CompanyNameRules<T>(this IRuleBuilder<T, string?> rule) =>
        rule
            .Text("Enter the company's name.", MaxLength)
            .Must(t => !IsLegalFormOnly(t ?? "")).WithMessage(_ => CoreTexts.Get("This is only a legal form. Enter the company's whole name."));

    private static string Bare(string text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (var c in text.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || char.IsWhiteSpace(c)))
        {
            bare.Append(c);
        }

        return TypedText.Clean(bare.ToString()) ?? "";
    }

    [GeneratedRegex(@"^(https?://)?([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,24}/?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex DomainShape();
}
