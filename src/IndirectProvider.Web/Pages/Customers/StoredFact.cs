namespace IndirectProvider.Web.Pages.Customers;

/// <summary>A value that somebody else saved while a form was open.</summary>
/// <param name="Label">Label of its field.</param>
/// <param name="Value">What is stored.</param>
public sealed record StoredFact(string Label, string? Value)
{
    /// <summary>Those that differ from what was typed.</summary>
    public static IReadOnlyList<StoredFact> Different(params IEnumerable<(string Label, string? Stored, string? Typed)> fields) =>
    [
        .. fields.Where(f => TypedText.Clean(f.Stored) != TypedText.Clean(f.Typed)).Select(f => new StoredFact(f.Label, f.Stored)),
    ];
}
