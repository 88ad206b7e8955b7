namespace IndirectProvider.Web.Pages.Shared;

/// <summary>A column's header that sorts the list by it, and the other way round when it does already.</summary>
/// <param name="Text">The header.</param>
/// <param name="Key">The column in the query string.</param>
/// <param name="Current">The list's sort now; a minus before the column means descending.</param>
/// <param name="IsDefault">Whether the list is sorted by this column when nothing is said.</param>
public sealed record SortHeader(string Text, string Key, string? Current, bool IsDefault = false)
{
    /// <summary>Whether the column holds numbers, which stand at its right.</summary>
    public bool IsNumber { get; init; }

    /// <summary>For aria-sort: ascending, descending, or null when the list is sorted by another column.</summary>
    public string? Direction =>
        Current == "-" + Key ? "descending" : Current == Key || (IsDefault && string.IsNullOrEmpty(Current)) ? "ascending" : null;

    /// <summary>The sort that following the header leads to.</summary>
    public string Next => Direction == "ascending" ? "-" + Key : Key;
}
