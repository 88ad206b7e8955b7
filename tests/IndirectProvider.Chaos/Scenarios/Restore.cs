using System.Diagnostics;
using IndirectProvider.Chaos.Checks;
using IndirectProvider.Chaos.Load;
using IndirectProvider.Chaos.Servers;
using IndirectProvider.Testing.Databases;

namespace IndirectProvider.Chaos.Scenarios;

/// <summary>Backups are taken while clerks work; a portal is started on each copy and must find everything of that moment whole.</summary>
internal static class Restore
{
    private const int Clerks = 6;

    /// <summary>Runs it.</summary>
    /// <param name="database">The database, empty.</param>
    /// <param name="nodes">The nodes; one with SQLite.</param>
    /// <param name="rounds">How many backups.</param>
    /// <param name="seed">What decides when, and what the clerks do.</param>
    /// <param name="folder">Where logs and files go.</param>
    public static async Task<Findings> RunAsync(ChaosDatabase database, NodePlan nodes, int rounds, int seed, string folder)
    {
        var findings = new Findings();
        await using var mail = await MailServer.StartAsync();
        var (cluster, cast) = await Cluster.StartAsync(database, nodes, mail, folder);
        await using (cluster)
        {
            var deeds = new Deeds();
            var shift = new Shift(cluster, cast, deeds, Clerks, seed);
            var random = new Random(seed);
            for (var round = 1; round <= rounds; round++)
            {
                await Task.Delay(TimeSpan.FromSeconds(2 + (random.NextDouble() * 5)));
                await RestoreAsync(cluster, deeds, FormattableString.Invariant($"copy-{round}"), findings);
            }

            await shift.EndAsync();
            findings.AddAll("A clerk was told", deeds.Complaints.Select(c => FormattableString.Invariant($"{c.Key} ({c.Value} times)")));
        }

        return findings;
    }

    private static async Task RestoreAsync(Cluster cluster, Deeds deeds, string name, Findings findings)
    {
        var acknowledged = deeds.Orders.Where(o => o.AcknowledgedAs is not null).Select(o => o.AcknowledgedAs!.Value).ToHashSet();
        var watch = Stopwatch.StartNew();
        if (await CopyAsync(cluster, name, findings) is not { } copy)
        {
            return;
        }

        findings.Count($"{name} was made in", $"{watch.Elapsed.TotalSeconds:0.0} s under load");
        var settings = new Dictionary<string, string?>(cluster.Settings);
        foreach (var (key, value) in copy.Settings)
        {
            settings[key] = value;
        }

        // The copy's mails are the original's, so they go nowhere from here.
        settings["Mail__Transport"] = "Pickup";
        settings["Mail__Pickup__Folder"] = Path.Combine(cluster.Folder, name);
        var node = new PortalNode(name, settings, Path.Combine(cluster.Folder, $"{name}.log"));
        await node.StartAsync();
        await OrderCheck.SettleAsync(copy, findings, OrderCheck.TakeOver);
        await OrderCheck.CheckWholeAsync(copy, acknowledged, findings);
        await node.StopAsync();
        await LogCheck.RunAsync(settings, findings);
    }

    /// <summary>By the portal's own command on SQLite, by the server's own tools on PostgreSQL.</summary>
    private static async Task<ChaosDatabase?> CopyAsync(Cluster cluster, string name, Findings findings)
    {
        if (cluster.Database.Settings["Database__Provider"] == TestDatabase.PostgreSql)
        {
            var server = await PostgreSqlServer.Instance;
            return ChaosDatabase.OnPostgreSql(await server.DumpAndRestoreAsync(cluster.Database.Settings["ConnectionStrings__Portal"]!), rowSecurity: false);
        }

        var file = Path.Combine(cluster.Folder, $"{name}.db");
        var (code, output) = await PortalProgram.RunAsync(cluster.Settings, "backup", file);
        if (code != 0)
        {
            findings.Add($"backup ended with {code}: {output}");
            return null;
        }

        return ChaosDatabase.InFile(file);
    }
}
