namespace IndirectProvider;

/// <summary>The languages the portal's pages and mails are written in.</summary>
public static class PortalLanguages
{
    /// <summary>ISO 639-1 codes; the first is the source.</summary>
    public static readonly IReadOnlyList<string> All = ["en", "de"];

    /// <summary>Whether the portal speaks it.</summary>
    public static bool Contains(string? code) => code is not null && All.Contains(code, StringComparer.Ordinal);

    /// <summary>The language itself where the portal speaks it, else the first.</summary>
    public static string Nearest(string? code) => Contains(code) ? code! : All[0];
}
