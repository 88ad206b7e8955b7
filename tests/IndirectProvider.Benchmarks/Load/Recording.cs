using System.Globalization;
using System.Text.Json;

namespace IndirectProvider.Benchmarks.Load;

/// <summary>What the portal did for one request: the commands it gave its database, and the bytes it answered with.</summary>
/// <param name="Name">The scenario.</param>
/// <param name="Path">Path and query of the request.</param>
/// <param name="Status">Status of the answer.</param>
/// <param name="Body">The answer.</param>
/// <param name="Commands">Everything that was asked of the database, in order.</param>
/// <param name="Hashes">How many passwords were hashed.</param>
/// <param name="Began">When what the request needed began to be made.</param>
internal sealed record Recording(string Name, string Path, int Status, byte[] Body, IReadOnlyList<RecordedCommand> Commands, int Hashes, DateTimeOffset Began)
{
    /// <summary>The scenario as a part of a path.</summary>
    public string Key => Name.Replace(' ', '-').Replace(',', '-');

    /// <summary>Keeps recordings for the floor, which is another process.</summary>
    public static Task WriteAsync(string file, IReadOnlyList<Recording> recordings) => File.WriteAllTextAsync(file, JsonSerializer.Serialize(recordings));

    /// <summary>Reads them there.</summary>
    public static IReadOnlyList<Recording> Read(string file) => JsonSerializer.Deserialize<List<Recording>>(File.ReadAllText(file))!;
}

/// <summary>One command.</summary>
/// <param name="Text">The SQL.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Reads">Whether it was a query whose rows were read.</param>
internal sealed record RecordedCommand(string Text, IReadOnlyList<RecordedParameter> Parameters, bool Reads)
{
    /// <summary>Whether it changes rows.</summary>
    public bool Writes => !Text.TrimStart().StartsWith("SELECT", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it adds rows.</summary>
    public bool Adds => Text.TrimStart().StartsWith("INSERT", StringComparison.OrdinalIgnoreCase);
}

/// <summary>One value, as text with its type.</summary>
internal sealed record RecordedParameter(string Name, string Type, string? Text)
{
    /// <summary>Keeps a value.</summary>
    /// <exception cref="NotSupportedException">A type no command has had so far.</exception>
    public static RecordedParameter Of(string name, object? value) => value switch
    {
        null or DBNull => new(name, "null", null),
        Guid id => new(name, "guid", id.ToString()),
        string text => new(name, "text", text),
        bool flag => new(name, "bool", flag ? "1" : "0"),
        int or long or short => new(name, value is int ? "int" : value is short ? "short" : "long", Convert.ToString(value, CultureInfo.InvariantCulture)),
        DateTime moment => new(name, "moment", moment.ToString("O", CultureInfo.InvariantCulture)),
        DateOnly day => new(name, "day", day.ToString("O", CultureInfo.InvariantCulture)),
        byte[] bytes => new(name, "bytes", Convert.ToBase64String(bytes)),
        IEnumerable<Guid> ids => new(name, "guids", string.Join(' ', ids)),
        IEnumerable<string> texts => new(name, "texts", JsonSerializer.Serialize(texts)),
        _ => throw new NotSupportedException($"A parameter of type {value.GetType().Name} can't be recorded."),
    };

    /// <summary>The value again.</summary>
    public object Value() => Type switch
    {
        "null" => DBNull.Value,
        "guid" => Guid.Parse(Text!),
        "text" => Text!,
        "bool" => Text == "1",
        "int" => int.Parse(Text!, CultureInfo.InvariantCulture),
        "short" => short.Parse(Text!, CultureInfo.InvariantCulture),
        "long" => long.Parse(Text!, CultureInfo.InvariantCulture),
        "moment" => DateTime.Parse(Text!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        "day" => DateOnly.ParseExact(Text!, "O", CultureInfo.InvariantCulture),
        "bytes" => Convert.FromBase64String(Text!),
        "guids" => Text!.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse).ToArray(),
        _ => JsonSerializer.Deserialize<string[]>(Text!)!,
    };
}
