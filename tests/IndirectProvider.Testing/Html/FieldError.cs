using AngleSharp.Dom;

namespace IndirectProvider.Testing.Html;

/// <summary>Finds error messages the way assistive technology does: invalid, and described by the message.</summary>
internal static class FieldError
{
    private const string MessageSelector = ".invalid-feedback, .field-validation-error, .field-error, [role=alert]";

    public static string? At(IElement control)
    {
        var group = control.GetAttribute("type") is "radio" or "checkbox" ? control.Closest("fieldset") : null;
        var messages = new[] { control, group }
            .OfType<IElement>()
            .SelectMany(element => AccessibleName.ReferencedElements(element, "aria-describedby"))
            .Where(element => element.Matches(MessageSelector))
            .Select(AccessibleName.VisibleText)
            .Where(text => text.Length > 0)
            .Distinct()
            .ToList();
        return messages.Count == 0 ? null : string.Join(' ', messages);
    }

    public static IReadOnlyList<string> Summary(IDocument document) =>
        [.. document.QuerySelectorAll(".error-summary li, .validation-summary-errors li").Select(AccessibleName.VisibleText).Where(text => text.Length > 0)];
}
