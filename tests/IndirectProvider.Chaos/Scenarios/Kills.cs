using IndirectProvider.Chaos.Checks;
using IndirectProvider.Chaos.Load;
using IndirectProvider.Chaos.Servers;

namespace IndirectProvider.Chaos.Scenarios;

/// <summary>Nodes are killed at random moments while clerks work; afterwards everything must be there, once.</summary>
internal static class Kills
{
    private const int Clerks = 8;
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(4);

    /// <summary>Runs it.</summary>
    /// <param name="database">The database, empty.</param>
    /// <param name="nodes">The nodes; one with SQLite.</param>
    /// <param name="kills">How many kills.</param>
    /// <param name="seed">What decides when, whom, and what the clerks do.</param>
    /// <param name="folder">Where logs and files go.</param>
    public static async Task<Findings> RunAsync(ChaosDatabase database, NodePlan nodes, int kills, int seed, string folder)
    {
        var findings = new Findings();
        await using var mail = await MailServer.StartAsync();
        var (cluster, cast) = await Cluster.StartAsync(database, nodes, mail, folder);
        await using (cluster)
        {
            var deeds = new Deeds();
            var began = TimeProvider.System.GetTimestamp();
            var shift = new Shift(cluster, cast, deeds, Clerks, seed);
            await KillAsync(cluster, kills, new Random(seed));
            await shift.EndAsync();
            findings.Count("kills", $"{cluster.Kills.Count} in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s");
            findings.Count("answers lost", $"{deeds.AnswersLost}");
            await CheckAsync(cluster, deeds, findings, TimeSpan.FromSeconds(90));
        }

        return findings;
    }

    /// <summary>Waits for what is underway and holds everything against what the clerks were told.</summary>
    public static async Task CheckAsync(Cluster cluster, Deeds deeds, Findings findings, TimeSpan mailPatience, TimeSpan? orderPatience = null)
    {
        await OrderCheck.SettleAsync(cluster.Database, findings, orderPatience ?? OrderCheck.TakeOver);
        await MailCheck.SettleAsync(cluster.Database, findings, mailPatience);
        await OrderCheck.RunAsync(cluster.Database, deeds, findings);
        await MailCheck.RunAsync(cluster, deeds, findings);
        await CredentialCheck.RunAsync(cluster, deeds, findings);
        await LogCheck.RunAsync(cluster.Settings, findings);
        findings.AddAll("A clerk was told", deeds.Complaints.Select(c => FormattableString.Invariant($"{c.Key} ({c.Value} times)")));
    }

    /// <summary>Lets every node live for a random while and kills it; the others go on meanwhile.</summary>
    public static async Task KillAsync(Cluster cluster, int kills, Random random)
    {
        var left = kills;
        await Task.WhenAll(cluster.Nodes.Select(async node =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                TimeSpan life;
                lock (random)
                {
                    life = random.NextDouble() * LongestLife;
                }

                await Task.Delay(life);
                await cluster.KillAsync(node);
            }
        }));
    }
}
