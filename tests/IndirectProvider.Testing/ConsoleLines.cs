using System.Collections.Concurrent;
using System.Text;

namespace IndirectProvider.Testing;

/// <summary>
/// What is written to the console from here on by this test and what it starts; other tests' lines are not mixed in.
/// </summary>
public sealed class ConsoleLines : IDisposable
{
    private static readonly AsyncLocal<ConsoleLines?> Current = new();
    private readonly ConcurrentQueue<string> _lines = new();

    static ConsoleLines() => Console.SetOut(new Splitter(Console.Out));

    /// <summary>Begins to listen.</summary>
    public ConsoleLines() => Current.Value = this;

    /// <summary>The lines so far.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    /// <inheritdoc />
    public void Dispose() => Current.Value = null;

    private sealed class Splitter(TextWriter console) : TextWriter
    {
        public override Encoding Encoding => console.Encoding;

        public override void Write(char value) => console.Write(value);

        public override void WriteLine(string? value)
        {
            Current.Value?._lines.Enqueue(value ?? "");
            console.WriteLine(value);
        }
    }
}
