using System.Text.RegularExpressions;
using IndirectProvider.Chaos.Servers;

namespace IndirectProvider.Chaos.Checks;

/// <summary>The activity log is as it was written.</summary>
internal static partial class LogCheck
{
    /// <summary>Runs the portal's own command.</summary>
    public static async Task RunAsync(IReadOnlyDictionary<string, string?> settings, Findings findings)
    {
        var (code, output) = await PortalProgram.RunAsync(settings, "verify-log");
        if (code != 0)
        {
            findings.Add($"verify-log ended with {code}: {string.Join(" | ", output.Split('\n').Where(l => l.StartsWith("WRONG", StringComparison.Ordinal)).Take(5).DefaultIfEmpty(output))}");
            return;
        }

        findings.Count("activity log", $"{Verified().Match(output).Groups[1].Value.Trim()}");
    }

    [GeneratedRegex(@"Verified: (.*)\.")]
    private static partial Regex Verified();
}
