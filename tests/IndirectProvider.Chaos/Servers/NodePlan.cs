using System.Globalization;

namespace IndirectProvider.Chaos.Servers;

/// <summary>How many nodes there are, and how far their clocks are apart.</summary>
/// <param name="Count">How many.</param>
/// <param name="SkewSeconds">The difference between the first one's clock and the last one's; others are in between. Needs libfaketime.</param>
internal sealed record NodePlan(int Count, int SkewSeconds = 0)
{
    /// <summary>What sets the clock of one of them.</summary>
    /// <param name="number">Which, from 0.</param>
    public IReadOnlyDictionary<string, string?> ClockOf(int number)
    {
        if (SkewSeconds == 0 || Count == 1)
        {
            return new Dictionary<string, string?>();
        }

        var offset = (SkewSeconds * number / (double)(Count - 1)) - (SkewSeconds / 2.0);
        return new Dictionary<string, string?>
        {
            ["LD_PRELOAD"] = Library(),
            ["FAKETIME"] = offset.ToString("+0.0;-0.0", CultureInfo.InvariantCulture),
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            ["DONT_FAKE_MONOTONIC"] = "1",
        };
    }

    private static string Library() =>
        Directory.EnumerateFiles("/usr/lib", "libfaketimeMT.so.1", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3 }).FirstOrDefault()
        ?? throw new InvalidOperationException("Clocks can be set by libfaketime only (apt-get install faketime).");
}
