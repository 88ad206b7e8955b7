using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace IndirectProvider.IntegrationTests.Fuzzing;

/// <summary>What came of the inputs: counts by page and status, the slowest, and what went wrong.</summary>
public sealed class FuzzReport
{
    private readonly ConcurrentDictionary<string, int> _pages = new();
    private readonly ConcurrentDictionary<int, int> _statuses = new();
    private readonly ConcurrentQueue<(double Milliseconds, string What)> _times = new();
    private readonly ConcurrentQueue<string> _wrong = new();

    /// <summary>What broke a rule.</summary>
    public IReadOnlyCollection<string> Wrong => _wrong;

    /// <summary>How long the slowest answer took.</summary>
    public double Slowest => _times.IsEmpty ? 0 : _times.Max(time => time.Milliseconds);

    /// <summary>Counts an answer.</summary>
    public void Count(string page, int status, TimeSpan time, string what)
    {
        _pages.AddOrUpdate(page, 1, (_, count) => count + 1);
        _statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
        _times.Enqueue((time.TotalMilliseconds, what));
    }

    /// <summary>Notes what broke a rule.</summary>
    public void Add(string what) => _wrong.Enqueue(what);

    /// <inheritdoc />
    public override string ToString()
    {
        var times = _times.OrderByDescending(time => time.Milliseconds).ToList();
        if (times.Count == 0)
        {
            return $"No input was answered.\n{string.Join('\n', _wrong.Take(10))}";
        }

        var text = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"{times.Count} inputs, {_pages.Count} pages and forms, {_wrong.Count} wrong.")
            .AppendLine($"Statuses: {string.Join(", ", _statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}"))}")
            .AppendLine(CultureInfo.InvariantCulture, $"Milliseconds: median {times[times.Count / 2].Milliseconds:0}, 99 % below {times[times.Count / 100].Milliseconds:0}. The slowest:");
        foreach (var (milliseconds, what) in times.Take(10))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{milliseconds,8:0}  {what}");
        }

        foreach (var (page, count) in _pages.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{count,8}  {page}");
        }

        return text.ToString();
    }
}
