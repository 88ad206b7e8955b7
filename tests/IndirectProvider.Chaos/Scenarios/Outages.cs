using System.Diagnostics;
using System.Globalization;
using IndirectProvider.Chaos.Load;
using IndirectProvider.Chaos.Servers;
using IndirectProvider.Testing.Databases;
using IndirectProvider.Testing.Mail;

namespace IndirectProvider.Chaos.Scenarios;

/// <summary>What the portal needs goes away for a while, one after the other, while clerks work.</summary>
internal static class Outages
{
    private const int Clerks = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>The database server is stopped and started, and connections are cut.</summary>
    public static async Task<Findings> OfPostgreSqlAsync(NodePlan nodes, int rounds, int seed, string folder, bool rowSecurity = false)
    {
        using var server = await PostgreSqlServer.OwnAsync();
        var connection = await server.NewDatabaseAsync();
        return await RunAsync(ChaosDatabase.OnPostgreSql(connection, rowSecurity), nodes, seed, folder, async _ =>
        {
            var random = new Random(seed);
            for (var round = 0; round < rounds; round++)
            {
                server.Stop();
                await Task.Delay(TimeSpan.FromSeconds(random.Next(1, 12)));
                await server.StartAgainAsync();
                await Task.Delay(Pause);
                for (var cut = 0; cut < 5; cut++)
                {
                    await server.CutConnectionsAsync();
                    await Task.Delay(TimeSpan.FromSeconds(random.NextDouble() * 2));
                }

                await Task.Delay(Pause);
            }
        });
    }

    /// <summary>The mail server goes away, comes back taking one mail in three, and then all.</summary>
    public static async Task<Findings> OfMailAsync(ChaosDatabase database, NodePlan nodes, int seconds, int seed, string folder) =>
        await RunAsync(database, nodes, seed, folder, async cluster =>
        {
            await Task.Delay(Pause);
            await cluster.Mail.StopAsync();
            await Task.Delay(TimeSpan.FromSeconds(seconds));
            await cluster.Mail.StartAgainAsync(new SmtpServerOptions { AcceptOneIn = 3, Seed = seed });
            await Task.Delay(TimeSpan.FromSeconds(seconds));
            await cluster.Mail.StopAsync();
            await cluster.Mail.StartAgainAsync(new SmtpServerOptions());
        });

    /// <summary>The disk that the database is on fills up, and is freed again. Needs the right to mount a file system.</summary>
    public static async Task<Findings> OfDiskAsync(int rounds, int seed, string folder)
    {
        var disk = Directory.CreateDirectory(Path.Combine(folder, "disk")).FullName;
        await MountAsync("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk);
        try
        {
            return await RunAsync(ChaosDatabase.InFile(Path.Combine(disk, "portal.db")), new NodePlan(1), seed, folder, async _ =>
            {
                var filler = Path.Combine(disk, "filler");
                for (var round = 0; round < rounds; round++)
                {
                    await Task.Delay(Pause);
                    Fill(filler);
                    await Task.Delay(TimeSpan.FromSeconds(10));
                    File.Delete(filler);
                }

                await Task.Delay(Pause);
            });
        }
        finally
        {
            await MountAsync("umount", "-l", disk);
        }
    }

    private static async Task<Findings> RunAsync(ChaosDatabase database, NodePlan nodes, int seed, string folder, Func<Cluster, Task> breakThings)
    {
        var findings = new Findings();
        await using var mail = await MailServer.StartAsync();
        var (cluster, cast) = await Cluster.StartAsync(database, nodes, mail, folder);
        await using (cluster)
        {
            var deeds = new Deeds();
            var prober = new Prober(cluster, cast.Provider.Admin);
            await prober.BeginAsync();
            var shift = new Shift(cluster, cast, deeds, Clerks, seed);
            await breakThings(cluster);
            await prober.EndAsync(findings);
            await shift.EndAsync();
            findings.Count("requests turned away", $"{deeds.TurnedAway}");
            findings.Count("answers lost", $"{deeds.AnswersLost}");
            if (prober.Slowest > Prober.Patience)
            {
                findings.Add(string.Create(CultureInfo.InvariantCulture, $"A page took {prober.Slowest.TotalSeconds:0.0} s."));
            }

            await Kills.CheckAsync(cluster, deeds, findings, TimeSpan.FromMinutes(15));
        }

        return findings;
    }

    /// <summary>Writes until nothing more fits.</summary>
    private static void Fill(string file)
    {
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                stream.Write(block);
            }
        }
        catch (IOException)
        {
            // Full, as was meant.
        }
    }

    private static async Task MountAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} failed: this scenario needs root.");
        }
    }
}
