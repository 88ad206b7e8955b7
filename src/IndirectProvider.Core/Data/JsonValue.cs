using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IndirectProvider.Data;

/// <summary>Keeps a small immutable value as JSON text in one column, alike on every database.</summary>
internal static class JsonValue
{
    private static readonly JsonSerializerOptions Options =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static ValueConverter<T, string> Converter<T>() =>
        new(value => Write(value), json => Read<T>(json));

    public static ValueComparer<T> Comparer<T>() =>
        new((left, right) => Write(left) == Write(right), value => Write(value).GetHashCode(), value => value);

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;
}
