using System.Globalization;
using IndirectProvider.Chaos.Scenarios;
using IndirectProvider.Chaos.Servers;
using IndirectProvider.Testing.Databases;

namespace IndirectProvider.Chaos;

/// <summary>Breaks what can break while people work with the portal, and then looks whether anything is lost or there twice.</summary>
internal static class ChaosProgram
{
    private const string Usage = """
        dotnet run -c Release --project tests/IndirectProvider.Chaos -- SCENARIO [--seed N] [--skew SECONDS] [--row-security] [--portal FOLDER] and
          kills             [--database Sqlite|PostgreSql] [--nodes N] [--kills N]     nodes are killed (kill -9) and started again
          vendor            [--database Sqlite|PostgreSql] [--nodes N] [--kills N] [--fail-percent N]  the vendor fails by chance
          outage-postgresql [--nodes N] [--rounds N]                                  the server is stopped and started, connections are cut
          outage-mail       [--database Sqlite|PostgreSql] [--nodes N] [--seconds N]  the mail server is away, then takes one in three
          outage-disk       [--rounds N]                                              SQLite's disk is full for a while (needs root)
          writers           [--database Sqlite|PostgreSql] [--nodes N] [--writers N] [--seconds N]
          restore           [--database Sqlite|PostgreSql] [--nodes N] [--rounds N]   backups are taken under load and started from
        SECONDS are the difference between the nodes' clocks (needs libfaketime).
        FOLDER is a published portal; without it, the one that was built beside this program runs.
        """;

    /// <summary>Runs one scenario.</summary>
    /// <returns>0: nothing is wrong; 1: something is, and is printed; 2: misuse.</returns>
    public static async Task<int> Main(string[] args)
    {
        if (args is not [var scenario, ..])
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        var kind = Option("--database", TestDatabase.Sqlite);
        var rowSecurity = args.Contains("--row-security");
        var seed = Number("--seed", 1);
        var nodes = new NodePlan(Number("--nodes", kind == TestDatabase.Sqlite && scenario != "outage-postgresql" ? 1 : 2), Number("--skew", 0));
        if (Option("--portal", "") is { Length: > 0 } published)
        {
            PortalProgram.UsePublished(published);
        }

        var folder = Directory.CreateTempSubdirectory("indirect-provider-chaos-").FullName;
        Console.WriteLine($"{string.Join(' ', args)}");
        var findings = scenario switch
        {
            "kills" => await Kills.RunAsync(await NewDatabaseAsync(), nodes, Number("--kills", 200), seed, folder),
            "vendor" => await Vendor.RunAsync(await NewDatabaseAsync(), nodes, Number("--kills", 20), Number("--fail-percent", 30) / 100.0, seed, folder),
            "outage-postgresql" => await Outages.OfPostgreSqlAsync(nodes, Number("--rounds", 5), seed, folder, rowSecurity),
            "outage-mail" => await Outages.OfMailAsync(await NewDatabaseAsync(), nodes, Number("--seconds", 60), seed, folder),
            "outage-disk" => await Outages.OfDiskAsync(Number("--rounds", 5), seed, folder),
            "writers" => await Writers.RunAsync(await NewDatabaseAsync(), nodes, Number("--writers", 64), Number("--seconds", 60), folder),
            "restore" => await Restore.RunAsync(await NewDatabaseAsync(), nodes, Number("--rounds", 5), seed, folder),
            _ => throw new ArgumentException($"There is no scenario {scenario}.\n{Usage}"),
        };
        findings.Print(Console.Out);
        if (findings.Wrong.Count > 0)
        {
            Console.WriteLine($"  The nodes' logs are in {folder}.");
            return 1;
        }

        Directory.Delete(folder, recursive: true);
        return 0;

        Task<ChaosDatabase> NewDatabaseAsync() => ChaosDatabase.NewAsync(kind, folder, rowSecurity);

        string Option(string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;

        int Number(string name, int otherwise) => int.Parse(Option(name, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
    }
}
