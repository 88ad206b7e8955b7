using System.Globalization;

namespace IndirectProvider.Benchmarks;

/// <summary>The options behind a command, each a name and a value.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> given = [];

    /// <summary>Reads them.</summary>
    /// <exception cref="OptionsException">A name without a value.</exception>
    public Options(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == arguments.Count)
            {
                throw new OptionsException($"{arguments[i]} is not an option with a value.");
            }

            given[arguments[i][2..]] = arguments[i + 1];
        }
    }

    /// <summary>A text; without the option, the other value.</summary>
    public string Text(string name, string? otherwise = null) =>
        given.Remove(name, out var value) ? value : otherwise ?? throw new OptionsException($"--{name} is missing.");

    /// <summary>A number; without the option, the other value.</summary>
    public int Number(string name, int otherwise) =>
        given.Remove(name, out var value) ? int.Parse(value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>A moment in UTC, or null.</summary>
    public DateTimeOffset? Time(string name) =>
        given.Remove(name, out var value) ? DateTimeOffset.Parse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal) : null;

    /// <summary>Refuses what nobody asked for.</summary>
    /// <exception cref="OptionsException">An option is left.</exception>
    public void End()
    {
        if (given.Count > 0)
        {
            throw new OptionsException($"There is no option --{given.Keys.First()}.");
        }
    }
}

/// <summary>A command was called wrongly.</summary>
internal sealed class OptionsException(string message) : Exception(message);
