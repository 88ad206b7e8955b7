using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using IndirectProvider.IntegrationTests.Isolation;
using IndirectProvider.Testing;
using Xunit.Abstractions;

namespace IndirectProvider.IntegrationTests.Fuzzing;

/// <summary>
/// Generated nonsense in every field, address and query of every page, sent by who may use the page and by nobody. It never
/// ends in a crash, and what was sent comes back only as text.
/// </summary>
/// <remarks>
/// FUZZ_INPUTS says how many inputs (few by default), FUZZ_SEED which; the report goes to TestResults/fuzz.txt. The same seed gives the
/// same inputs while the pages stay the same. With FUZZ_INPUTS set an answer slower than two seconds counts as wrong, too.
/// </remarks>
[Collection(Crowd.Collection)]
[Trait("Database", "Own")]
public sealed partial class FuzzTests(Crowd crowd, ITestOutputHelper output)
{
    private const int FewInputs = 3000;
    private const int Batch = 32;
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);

    private static readonly string[] Kinds = ["operator.O", "A.G", "manages.G", "customer.G", "special.N"];

    [Fact]
    public async Task Nonsense_is_answered_and_comes_back_as_text_only()
    {
        var seed = Setting("FUZZ_SEED", 20260101);
        var (inputs, isLong) = (Setting("FUZZ_INPUTS", FewInputs), Environment.GetEnvironmentVariable("FUZZ_INPUTS") is not null);
        using var asking = new Asking(crowd);
        var targets = await TargetsAsync(asking);
        var (report, order) = (new FuzzReport(), new Random(seed));
        var logged = crowd.Portal.Log.Errors.Count;
        for (var first = 0; first < inputs; first += Batch)
        {
            // One page at a time: what one input breaks (a subscription canceled, say) is whole again for the next ones.
            var target = first / Batch < targets.Count ? targets[first / Batch] : targets[order.Next(targets.Count)];
            await Parallel.ForEachAsync(Enumerable.Range(first, Math.Min(Batch, inputs - first)), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (number, _) =>
                await TryAsync(asking, target, number, seed, report));
            await crowd.Before.RestoreAsync();
        }

        // A worker loses the row it works on whenever the database is put back, and EF also logs what a verb catches (a unique index).
        foreach (var line in crowd.Portal.Log.Errors.Skip(logged)
                     .Where(line => !line.Category.Contains(".Workers.", StringComparison.Ordinal) && !line.Category.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal))
                     .GroupBy(line => $"{line.Category} {string.Join(' ', Thrown().Matches(line.Text).Take(2))}"))
        {
            report.Add($"logged {line.Count()} times: {line.First().Category}: {line.First().Text}");
        }

        var said = $"Seed {seed}, {targets.Count} pages and forms known.\n{report}";
        Directory.CreateDirectory(RepositoryFolder.Path("TestResults"));
        await File.WriteAllTextAsync(RepositoryFolder.Path("TestResults", "fuzz.txt"), $"{said}\n{string.Join('\n', report.Wrong)}");
        output.WriteLine(said);
        Assert.True(report.Wrong.Count == 0, string.Join('\n', report.Wrong.Take(50)));
        Assert.True(!isLong || report.Slowest < Slow.TotalMilliseconds, $"The slowest answer took {report.Slowest:0} ms.");
    }

    /// <summary>Each page that a kind may open, with its address and every form on it; nobody gets all addresses.</summary>
    private async Task<List<FuzzTarget>> TargetsAsync(Asking asking)
    {
        var (matrix, targets) = (AccessMatrix.Read(), new List<FuzzTarget>());
        foreach (var kind in Kinds.Select(name => crowd.Kinds.Single(kind => kind.Name == name)))
        {
            foreach (var endpoint in (await PortalEndpoints.ListAsync(crowd.Portal)).DistinctBy(endpoint => endpoint.Key))
            {
                var row = matrix.Rows.TryGetValue($"{endpoint.Key}#reseller", out var cells) && kind.Name == "manages.G" ? "#reseller" : "";
                if (kind.Name != "special.N" && (cells ?? matrix.Rows[endpoint.Key])[matrix.Columns.ToList().IndexOf(kind.Name)] is not 'A' and not 'B')
                {
                    continue;
                }

                var address = endpoint.Address(name => crowd.A.ValueOf(endpoint.Route + row, name)!);
                List<OfferedRequest> requests = [new(endpoint.Method, address, [.. crowd.A.Fields(endpoint)], new Dictionary<string, IReadOnlyList<string>>())];
                if (endpoint.Method == "GET")
                {
                    var page = await asking.AskAsync(kind, "GET", address, requests[0].Fields);
                    requests.AddRange(OfferedRequest.On(page.Body, new Uri(crowd.Portal.Address, address)).Where(request => request.Fields.Count > 0));
                    await crowd.Before.RestoreAsync();
                }

                // Who signs out is nobody in particular from then on.
                targets.AddRange(requests.Where(request => !request.Address.StartsWith("/sign-out", StringComparison.Ordinal))
                    .Select(request => new FuzzTarget(kind, request, $"{kind.Name} {request.Method} {Id().Replace(request.Address, "#")} {(request.Fields.Count > 0 ? $"({request.Fields.Count})" : "")}".TrimEnd())));
            }
        }

        return [.. targets.DistinctBy(target => target.Name)];
    }

    private static async Task TryAsync(Asking asking, FuzzTarget target, int number, int seed, FuzzReport report)
    {
        var input = target.Mutate(new Random(unchecked((seed * 31) + (number * 7919))), number);
        var what = $"input {number}, {target.Name}: {Shown(input.Address)} {Shown((input.Body ?? "").Replace(target.Kind.Token, "…", StringComparison.Ordinal))}";
        try
        {
            var clock = Stopwatch.StartNew();
            var answer = await asking.SendRawAsync(target.Kind, input.Method, input.Address, input.Body, input.Type);
            report.Count(target.Name, (int)answer.Status, clock.Elapsed, what);
            var next = answer is { Letter: 'A', Location: { } location } ? await asking.AskAsync(target.Kind, "GET", location, []) : null;
            foreach (var seen in new[] { answer, next }.OfType<Answer>())
            {
                Check(seen, number, what, report);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            report.Add($"{what}: {failure}");
        }
    }

    private static void Check(Answer answer, int number, string what, FuzzReport report)
    {
        if ((int)answer.Status >= 500)
        {
            report.Add($"{what}: answers {(int)answer.Status}");
        }

        if (answer.Headers.Contains($"{FuzzValues.InjectedHeader}:", StringComparison.OrdinalIgnoreCase) && HeaderLine().IsMatch(answer.Headers))
        {
            report.Add($"{what}: sets a header");
        }

        if (answer.Headers.Contains("text/html", StringComparison.Ordinal))
        {
            foreach (var mark in FuzzValues.Marks(number).Where(mark => answer.Body.Contains(mark, StringComparison.OrdinalIgnoreCase)))
            {
                var at = answer.Body.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
                report.Add($"{what}: comes back as markup: {answer.Body[Math.Max(0, at - 80)..Math.Min(answer.Body.Length, at + 80)]}");
            }
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private static string Shown(string text) => text.Length > 400 ? $"{text[..300]}… ({text.Length} characters)" : text;

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}")]
    private static partial Regex Id();

    // What was thrown and where in the portal, which tells one defect from another.
    [GeneratedRegex(@"^[\w.]+Exception: .*|(?<=^   at )IndirectProvider\.(?!.*UnreadableForms).*", RegexOptions.Multiline)]
    private static partial Regex Thrown();

    [GeneratedRegex("^X-Fz:", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex HeaderLine();
}
