using IndirectProvider.Organisations;
using IndirectProvider.Web.Pages.FindAProvider;

namespace IndirectProvider.Web.Pages.Shared;

/// <summary>A provider's public entry and where its logo is.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Logo">The logo.</param>
/// <param name="IsNamed">Whether the name stands in it; on a page of that name it need not.</param>
public sealed record EntryView(DirectoryEntry Entry, LogoView Logo, bool IsNamed)
{
    /// <summary>A web address as people read it.</summary>
    public static string Short(string website) => website.Split("://", 2)[^1].TrimEnd('/');
}

/// <summary>A logo, or the company's initial where there is none.</summary>
/// <param name="Name">The company; the picture stands beside it and says nothing more.</param>
/// <param name="Url">Address of the picture, or null.</param>
public sealed record LogoView(string Name, string? Url)
{
    /// <summary>What stands in for a picture.</summary>
    public string Initial => Name.EnumerateRunes().Where(System.Text.Rune.IsLetterOrDigit).Select(r => r.ToString().ToUpperInvariant()).FirstOrDefault("");

    /// <summary>The logo of a listed provider.</summary>
    public static LogoView OfListed(DirectoryEntry entry) =>
        new(entry.DisplayName, entry.LogoVersion is null ? null : $"{PublicHead.PathOf(entry)}/logo?v={entry.LogoVersion}");
}
