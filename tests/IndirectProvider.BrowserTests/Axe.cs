using System.Text.Json;
using IndirectProvider.Testing;
using Microsoft.Playwright;

namespace IndirectProvider.BrowserTests;

/// <summary>Runs axe-core in the page as it stands: WCAG 2.2 AA and axe's best practices.</summary>
public static class Axe
{
    private static readonly Lazy<string> Source = new(() =>
        File.ReadAllText(RepositoryFolder.Path("tests", "browser-assets", "node_modules", "axe-core", "axe.min.js")));

    /// <summary>All violations, one line each.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        // Evaluated, not added as a script tag: the portal's content security policy refuses foreign script tags.
        await page.EvaluateAsync(Source.Value);
        var result = await page.EvaluateAsync<JsonElement>("() => axe.run(document, { resultTypes: ['violations'] })");
        return
        [
            .. from violation in result.GetProperty("violations").EnumerateArray()
               from node in violation.GetProperty("nodes").EnumerateArray()
               select $"axe {violation.GetProperty("id").GetString()} ({violation.GetProperty("impact").GetString()}): {node.GetProperty("target")} – {violation.GetProperty("help").GetString()}",
        ];
    }
}
