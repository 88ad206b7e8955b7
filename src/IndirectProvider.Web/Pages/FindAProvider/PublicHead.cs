using IndirectProvider.Organisations;
using IndirectProvider.Web.Hosting;
using Microsoft.AspNetCore.WebUtilities;

namespace IndirectProvider.Web.Pages.FindAProvider;

/// <summary>What a page of the directory tells search engines about itself.</summary>
/// <param name="Description">One or two sentences.</param>
/// <param name="Path">Its address from the root, without the language.</param>
/// <param name="IsIndexed">Whether it should be found; a search's result shouldn't.</param>
/// <param name="JsonLd">Its facts for machines, or null.</param>
public sealed record PublicHead(string Description, string Path, bool IsIndexed = true, string? JsonLd = null)
{
    /// <summary>Where the directory begins.</summary>
    public const string Directory = "/find-a-provider";

    private const string LanguageKey = "lang";

    /// <summary>The path of an entry's page.</summary>
    public static string PathOf(DirectoryEntry entry) => $"{Directory}/{entry.Id}";

    /// <summary>An address in a language.</summary>
    public static string In(string path, string language) => QueryHelpers.AddQueryString(path, LanguageKey, language);

    /// <summary>The language the address asks for, or null.</summary>
    public static string? LanguageOf(HttpRequest request) =>
        Array.Find(WebSetup.Languages, language => language == request.Query[LanguageKey]);

    /// <summary>An address in the language this one asks for, if it asks for one.</summary>
    public static string Beside(HttpRequest request, string path) => LanguageOf(request) is { } language ? In(path, language) : path;
}
