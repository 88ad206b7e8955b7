namespace IndirectProvider;

/// <summary>What sort of expected failure an <see cref="Error"/> is; pages and the API map it to a status.</summary>
public enum ErrorKind
{
    /// <summary>The input can't be taken as it is (400).</summary>
    Invalid,

    /// <summary>Unknown, or another tenant's: the two are never told apart (404).</summary>
    NotFound,

    /// <summary>The state of the thing changed meanwhile or forbids the move (409).</summary>
    Conflict,

    /// <summary>The signed-in member may see it but not do this (403).</summary>
    Forbidden,
}

/// <summary>
/// An expected failure. <see cref="Template"/> is the English sentence and the key of its translation,
/// so an error can be stored and shown later in another reader's language.
/// </summary>
/// <param name="Kind">How it maps to a status.</param>
/// <param name="Field">Name of the input property concerned, or empty when the whole action failed.</param>
/// <param name="Template">English text with <c>{0}</c> placeholders; key in <c>CoreTexts</c>.</param>
/// <param name="Arguments">Values for the placeholders.</param>
public sealed record Error(ErrorKind Kind, string Field, string Template, params object[] Arguments)
{
    /// <summary>The sentence in the current UI culture.</summary>
    public string Text => CoreTexts.Get(Template, Arguments);

    /// <summary>Template and values in one text, to be stored and read again with <see cref="CoreTexts.GetStored"/>.</summary>
    public string Stored => string.Join('\n', [Template, .. Arguments]);

    /// <summary>An input that can't be taken.</summary>
    public static Error Invalid(string field, string template, params object[] arguments) =>
        new(ErrorKind.Invalid, field, template, arguments);

    /// <summary>A state that forbids the move.</summary>
    public static Error Conflict(string template, params object[] arguments) =>
        new(ErrorKind.Conflict, "", template, arguments);

    /// <summary>Something the member may see but not do.</summary>
    public static Error Forbidden(string template, params object[] arguments) =>
        new(ErrorKind.Forbidden, "", template, arguments);

    /// <summary>Unknown or foreign; never says which.</summary>
    public static readonly Error NotFound = new(ErrorKind.NotFound, "", "This page or entry does not exist.");
}
