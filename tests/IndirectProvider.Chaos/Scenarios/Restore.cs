using System.Diagnostics;
using IndirectProvider.Chaos.Checks;
using IndirectProvider.Chaos.Load;
using IndirectProvider.Chaos.Servers;

namespace IndirectProvider.Chaos.Scenarios;

/// <summary>Backups are taken while clerks work; a portal is started on each copy and must find everything of that moment whole.</summary>
internal static class Restore
{
    private const int Clerks = 6;

    /// <summary>SQLite, by the portal's own command.</summary>
    public static async Task<Findings> OfSqliteAsync(int rounds, int seed, string folder)
    {
        var findings = new Findings();
        await using var mail = await MailServer.StartAsync();
        var (cluster, cast) = await Cluster.StartAsync(ChaosDatabase.InFile(Path.Combine(folder, "portal.db")), new NodePlan(1), mail, folder);
        await using (cluster)
        {
            var deeds = new Deeds();
            var shift = new Shift(cluster, cast, deeds, Clerks, seed);
            var random = new Random(seed);
            for (var round = 1; round <= rounds; round++)
            {
                await Task.Delay(TimeSpan.FromSeconds(2 + (random.NextDouble() * 5)));
                await BackUpAsync(cluster, deeds, FormattableString.Invariant($"copy-{round}"), findings);
            }

            await shift.EndAsync();
            findings.AddAll("A clerk was told", deeds.Complaints.Select(c => FormattableString.Invariant($"{c.Key} ({c.Value} times)")));
        }

        return findings;
    }

    private static async Task BackUpAsync(Cluster cluster, Deeds deeds, string name, Findings findings)
    {
        var copy = Path.Combine(cluster.Folder, $"{name}.db");
        var acknowledged = deeds.Orders.Where(o => o.AcknowledgedAs is not null).Select(o => o.AcknowledgedAs!.Value).ToHashSet();
        var watch = Stopwatch.StartNew();
        var (code, output) = await PortalProgram.RunAsync(cluster.Settings, "backup", copy);
        if (code != 0)
        {
            findings.Add($"backup ended with {code}: {output}");
            return;
        }

        findings.Count($"{name} was made in", $"{watch.Elapsed.TotalSeconds:0.0} s under load");
        var database = ChaosDatabase.InFile(copy);
        var settings = new Dictionary<string, string?>(cluster.Settings);
        foreach (var (key, value) in database.Settings)
        {
            settings[key] = value;
        }

        // The copy's mails are the original's, so they go nowhere from here.
        settings["Mail__Transport"] = "Pickup";
        settings["Mail__Pickup__Folder"] = Path.Combine(cluster.Folder, name);
        var node = new PortalNode(name, settings, Path.Combine(cluster.Folder, $"{name}.log"));
        await node.StartAsync();
        await OrderCheck.SettleAsync(database, findings, OrderCheck.TakeOver);
        await OrderCheck.CheckWholeAsync(database, acknowledged, findings);
        await node.StopAsync();
        await LogCheck.RunAsync(settings, findings);
    }
}
