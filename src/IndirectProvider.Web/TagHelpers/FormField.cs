using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace IndirectProvider.Web.TagHelpers;

/// <summary>What a form control needs to know about the property it edits: its name, id, value and errors.</summary>
internal sealed class FormField
{
    private readonly ModelStateEntry? _entry;
    private readonly ModelExpression _for;

    public FormField(ModelExpression expression, ViewContext context)
    {
        _for = expression;
        Name = context.ViewData.TemplateInfo.GetFullHtmlFieldName(expression.Name);
        Id = IdOf(Name);
        context.ViewData.ModelState.TryGetValue(Name, out _entry);
    }

    public string Name { get; }

    public string Id { get; }

    public IReadOnlyList<string> Errors => ErrorsOf(_entry);

    /// <summary>What was typed, if this answers a form; otherwise the model's value.</summary>
    public string? Value => _entry?.RawValue is null ? Format(_for.Model) : _entry.AttemptedValue;

    public bool IsChecked => _entry?.RawValue is null
        ? _for.Model is true
        : _entry.AttemptedValue!.Split(',')[0].Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The native input type that fits the property's type.</summary>
    public string DefaultInputType => Type.GetTypeCode(_for.Metadata.UnderlyingOrModelType) switch
    {
        TypeCode.Byte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64 => "number",
        _ when _for.Metadata.UnderlyingOrModelType == typeof(DateOnly) => "date",
        _ => "text",
    };

    public bool IsBoolean => _for.Metadata.UnderlyingOrModelType == typeof(bool);

    /// <summary>True if <paramref name="item"/> is the chosen one of a list.</summary>
    public bool IsSelected(SelectListItem item)
    {
        var value = Value;
        if (value is null)
        {
            return item.Selected;
        }

        return string.Equals(item.Value ?? item.Text, value, StringComparison.OrdinalIgnoreCase)
            || (_for.Model is Enum number && _entry?.RawValue is null && item.Value == number.ToString("d"));
    }

    /// <summary>The id a field of that name has on the page.</summary>
    public static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    /// <summary>The distinct messages of a model state entry.</summary>
    public static IReadOnlyList<string> ErrorsOf(ModelStateEntry? entry) => entry is null
        ? []
        : [.. entry.Errors.Select(error => error.ErrorMessage).Where(text => text.Length > 0).Distinct()];

    // What stands in a value attribute is for the browser and the model binder, not for a reader.
    private static string? Format(object? value) => value switch
    {
        null => null,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
