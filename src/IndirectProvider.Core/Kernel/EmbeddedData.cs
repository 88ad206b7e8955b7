using System.Collections.Frozen;

namespace IndirectProvider;

/// <summary>Reads the data files (<c>*.data.json</c>, <c>*.data.txt</c>) that ship inside this assembly.</summary>
public static class EmbeddedData
{
    /// <summary>Opens a data file by its name.</summary>
    /// <exception cref="InvalidOperationException">No such file was embedded.</exception>
    public static Stream Open(string name) =>
        typeof(EmbeddedData).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"The data file {name} is not embedded.");

    /// <summary>The lines of a list file, compared without regard to case.</summary>
    public static FrozenSet<string> Lines(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
