namespace IndirectProvider.Chaos;

/// <summary>What is wrong, and the figures of a run.</summary>
internal sealed class Findings
{
    private const int MostShown = 20;
    private readonly List<string> wrong = [];
    private readonly List<(string Name, string Value)> figures = [];

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<string> Wrong => wrong;

    /// <summary>Something is wrong.</summary>
    public void Add(string what) => wrong.Add(what);

    /// <summary>All of these are wrong in the same way.</summary>
    public void AddAll(string what, IEnumerable<string> which) => wrong.AddRange(which.Select(w => $"{what}: {w}"));

    /// <summary>A figure to be written down.</summary>
    public void Count(string name, FormattableString value) => figures.Add((name, FormattableString.Invariant(value)));

    /// <summary>Prints both.</summary>
    public void Print(TextWriter output)
    {
        foreach (var (name, value) in figures)
        {
            output.WriteLine($"  {name,-34} {value}");
        }

        foreach (var line in wrong.Take(MostShown))
        {
            output.WriteLine($"  WRONG {line}");
        }

        output.WriteLine(wrong.Count == 0 ? "  Nothing is wrong." : FormattableString.Invariant($"  Wrong: {wrong.Count}."));
    }
}
