using System.Diagnostics;
using System.Globalization;
using IndirectProvider.Testing;
using IndirectProvider.Testing.Seed;

namespace IndirectProvider.Benchmarks.Load;

/// <summary>Fills databases of several sizes where that was not done before, publishes the portal, and measures it beside the floor.</summary>
internal static class LoadCommand
{
    /// <summary>What it is called with.</summary>
    public const string Usage =
        "[--database Sqlite|PostgreSql] [--connection \"Host=...;Database=load_{customers};...\"] [--folder load] [--customers 1000,100000,1000000] "
        + "[--connections 1,16,64] [--seconds 5] [--scenario \"customer list\"] [--portal published-folder]";

    /// <summary>Does so.</summary>
    public static async Task RunAsync(Options options)
    {
        var (kind, folder) = (options.Text("database", "Sqlite"), Path.GetFullPath(options.Text("folder", "load")));
        var connection = options.Text("connection", $"Data Source={Path.Combine(folder, "load-{customers}.db")}");
        var (sizes, connections) = (Numbers(options.Text("customers", "1000,100000,1000000")), Numbers(options.Text("connections", "1,16,64")));
        var (seconds, scenario, portal) = (options.Number("seconds", 5), options.Text("scenario", ""), options.Text("portal", ""));
        options.End();
        Directory.CreateDirectory(folder);
        portal = portal.Length > 0 ? portal : await PublishAsync(Path.Combine(folder, "portal"));
        foreach (var size in sizes)
        {
            var database = new LoadDatabase(kind, connection.Replace("{customers}", size.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
            await FillAsync(database, size, folder);
            await Comparison.RunAsync(database, size, portal, connections, TimeSpan.FromSeconds(seconds), scenario.Length > 0 ? scenario : null);
        }
    }

    /// <summary>Fills a database unless it was filled before, which a file beside it says.</summary>
    internal static async Task FillAsync(LoadDatabase database, int size, string folder)
    {
        var done = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{database.Kind}-{size}.filled"));
        if (!File.Exists(done))
        {
            await FillDatabase.RunAsync(database.Kind, database.ConnectionString, SeedOptions.Of(size), Console.WriteLine);
            await File.WriteAllTextAsync(done, "");
        }
    }

    /// <summary>Publishes the portal as the container does.</summary>
    internal static async Task<string> PublishAsync(string folder)
    {
        using var publish = Process.Start("dotnet", ["publish", RepositoryFolder.Path("src", "IndirectProvider.Web"), "-c", "Release", "-o", folder, "-v", "quiet", "--nologo"]);
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? folder : throw new OptionsException("The portal could not be published.");
    }

    /// <summary>Numbers with commas between.</summary>
    internal static IReadOnlyList<int> Numbers(string text) => [.. text.Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
}
