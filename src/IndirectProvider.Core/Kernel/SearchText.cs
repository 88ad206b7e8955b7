namespace IndirectProvider;

/// <summary>The form names are compared, searched and sorted in, the same on every database.</summary>
public static class SearchText
{
    /// <summary>Trimmed, inner white space folded, upper case by the invariant culture.</summary>
    public static string Normalize(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}
