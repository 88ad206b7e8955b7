using System.Diagnostics;
using System.Globalization;
using IndirectProvider.Testing;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.Html;
using IndirectProvider.Testing.Mail;

namespace IndirectProvider.Benchmarks.Load;

/// <summary>
/// Portal and floor on the same filled database, in turn under the same load: requests a second, times, bytes, allocations,
/// commands, and what part of the floor's speed the portal reaches.
/// </summary>
internal static class Comparison
{
    private const int Prepared = 240;

    /// <summary>Until the runtime has compiled what is used much as well as it can; for half a minute it spends half of the machine on that.</summary>
    private static readonly TimeSpan FirstWarmUp = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);

    /// <summary>Measures one database.</summary>
    /// <param name="database">It, filled.</param>
    /// <param name="customers">How many customers are in it, as printed.</param>
    /// <param name="portal">Folder of the published portal.</param>
    /// <param name="connections">Numbers of connections.</param>
    /// <param name="time">How long each is driven at each number.</param>
    /// <param name="only">Begin of the names of the scenarios to run; null for all.</param>
    public static async Task RunAsync(LoadDatabase database, int customers, string portal, IReadOnlyList<int> connections, TimeSpan time, string? only)
    {
        using var folder = new TemporaryFolder();
        var recordingsFile = folder.Combine("recordings.json");
        Scene scene;
        IReadOnlyList<Recording> recordings;
        await using (var recorded = new RecordedPortal(database))
        {
            scene = await recorded.FindSceneAsync();
            recordings = await recorded.RecordAsync(scene);
            await Recording.WriteAsync(recordingsFile, recordings);
        }

        var mails = new MailBox(Directory.CreateDirectory(folder.Combine("mail")).FullName);
        var watch = Stopwatch.StartNew();
        await using var server = await StartPortalAsync(database, portal, mails.Folder);
        var started = watch.Elapsed;
        using var client = new Drive(server.Address);
        using var stage = new Stage(() => NewBrowser(server.Address), mails, scene);
        await stage.OpenAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{database.Kind}, {customers:N0} customers; started in {started.TotalSeconds:0.00} s"));
        Console.WriteLine("| scenario | connections | portal /s | p50 ms | p99 ms | bytes | KB allocated | commands | floor /s | p50 ms | p99 ms | of the floor |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");

        await using var floor = await PortalProcess.StartAsync(
            new Dictionary<string, string?> { ["DOTNET_gcServer"] = "0" },
            typeof(Comparison).Assembly.Location,
            "floor", "--database", database.Kind, "--connection", database.ConnectionString, "--recordings", recordingsFile);
        using var floorClient = new Drive(floor.Address);
        var looks = await stage.LooksAsync();
        await client.RunAsync(looks[0] with { Shots = [.. looks.SelectMany(l => l.Shots.Take(1))] }, 16, FirstWarmUp);
        foreach (var scenario in looks)
        {
            await CompareAsync(scenario);
        }

        await CompareAsync(await stage.SignInAsync());
        foreach (var count in connections)
        {
            if (only is null || Stage.OrderSubmit.StartsWith(only, StringComparison.Ordinal) || "credential reveal".StartsWith(only, StringComparison.Ordinal))
            {
                var orders = await stage.OrdersAsync(Prepared);
                await CompareAsync(orders, count);
                await CompareAsync(await stage.RevealsAsync(orders), count);
            }
        }

        async Task CompareAsync(Scenario scenario, int? at = null)
        {
            if (only is not null && !scenario.Name.StartsWith(only, StringComparison.Ordinal))
            {
                return;
            }

            var recording = recordings.Single(r => r.Name == scenario.Name);
            var least = scenario with { Shots = [new Shot(scenario.Shots[0].Method, "/" + recording.Key, null, scenario.Shots[0].Body)], UsedUp = false };
            if (!scenario.UsedUp)
            {
                await client.RunAsync(scenario, 16, WarmUp);
            }

            await floorClient.RunAsync(least, 16, WarmUp / 4);
            foreach (var count in at is { } one ? [one] : connections)
            {
                using var allocations = new AllocationCounter(server.Id);
                var of = await client.RunAsync(scenario, count, time);
                await Task.Delay(TimeSpan.FromSeconds(1.1));
                var least1 = await floorClient.RunAsync(least, count, time);
                Print(scenario, count, of, least1, recording.Commands.Count, allocations.Bytes);
            }
        }
    }

    /// <summary>Starts the published portal.</summary>
    internal static Task<PortalProcess> StartPortalAsync(LoadDatabase database, string portal, string mailFolder) =>
        PortalProcess.StartAsync(
            new Dictionary<string, string?>(database.Settings) { ["Mail:Transport"] = "Pickup", ["Mail:Pickup:Folder"] = mailFolder, ["Mail:From"] = "Portal <portal@portal.test>" },
            Path.Combine(portal, "IndirectProvider.Web.dll"));

    /// <summary>A browser for which the portal stands behind TLS.</summary>
    internal static PortalClient NewBrowser(Uri address) => new(new BehindTls(address), new Uri("https://portal.test"));

    private static void Print(Scenario scenario, int connections, Figures portal, Figures floor, int commands, double allocated)
    {
        var failed = portal.Failed + floor.Failed > 0 ? $" ({portal.Failed} of the portal's and {floor.Failed} of the floor's failed)" : "";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {scenario.Name}{failed} | {connections} | {portal.Rate:0} | {portal.Median:0.0} | {portal.P99:0.0} | {portal.Bytes:0} | {allocated / portal.Requests / 1024:0} | {commands} | {floor.Rate:0} | {floor.Median:0.0} | {floor.P99:0.0} | {portal.Rate / floor.Rate:0.00} |"));
    }

    private sealed class BehindTls(Uri address) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var asked = request.RequestUri!;
            request.RequestUri = new Uri(address, asked.PathAndQuery);
            var answer = await base.SendAsync(request, cancellationToken);

            // Cookies are kept for the address the browser knows.
            request.RequestUri = asked;
            return answer;
        }
    }
}
