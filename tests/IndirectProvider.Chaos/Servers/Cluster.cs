using System.Collections.Concurrent;
using System.Globalization;
using IndirectProvider.Chaos.Load;
using IndirectProvider.Testing.Html;

namespace IndirectProvider.Chaos.Servers;

/// <summary>The nodes under test with their database and mail server.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly ConcurrentQueue<DateTimeOffset> kills = new();

    private Cluster(ChaosDatabase database, MailServer mail, IReadOnlyList<PortalNode> nodes, IReadOnlyDictionary<string, string?> settings, string folder) =>
        (Database, Mail, Nodes, Settings, Folder) = (database, mail, nodes, settings, folder);

    /// <summary>Their database.</summary>
    public ChaosDatabase Database { get; }

    /// <summary>Their mail server.</summary>
    public MailServer Mail { get; }

    /// <summary>The nodes.</summary>
    public IReadOnlyList<PortalNode> Nodes { get; }

    /// <summary>What the nodes are set to, as environment variables.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    /// <summary>Where logs and files are.</summary>
    public string Folder { get; }

    /// <summary>When a node was killed.</summary>
    public IReadOnlyCollection<DateTimeOffset> Kills => kills;

    /// <summary>Fills a database with people and starts the nodes on it.</summary>
    /// <param name="database">The database, empty.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="mail">Their mail server.</param>
    /// <param name="folder">Where logs go.</param>
    /// <param name="more">Settings besides the usual ones.</param>
    /// <param name="subscriptions">How many subscriptions there are from the beginning.</param>
    public static async Task<(Cluster Cluster, Cast Cast)> StartAsync(
        ChaosDatabase database, NodePlan nodes, MailServer mail, string folder, IReadOnlyDictionary<string, string?>? more = null, int subscriptions = 0)
    {
        var cast = await Cast.InviteAsync(database, subscriptions);
        var settings = new Dictionary<string, string?>(database.Settings)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Portal__PublicUrl"] = ClusterHandler.Address.ToString(),
            ["Mail__From"] = "Portal <portal@portal.test>",
            ["Mail__Transport"] = "Smtp",
            ["Mail__Smtp__Host"] = "localhost",
            ["Mail__Smtp__Port"] = mail.Port.ToString(CultureInfo.InvariantCulture),
            ["Mail__Smtp__Security"] = "None",

            // Everybody here comes from one address.
            ["Limits__SignInsPerMinute"] = "0",
            ["Limits__MailRequestsPerHour"] = "0",
            ["Limits__LinksPerMinute"] = "0",
            ["Limits__LookupsPerMinute"] = "0",
            ["Limits__RequestsPerMinute"] = "0",
        };
        foreach (var (key, value) in more ?? new Dictionary<string, string?>())
        {
            settings[key] = value;
        }

        var processes = Enumerable.Range(0, nodes.Count)
            .Select(n => (Name: FormattableString.Invariant($"node-{n + 1}"), Clock: nodes.ClockOf(n)))
            .Select(node => new PortalNode(node.Name, settings.Concat(node.Clock).ToDictionary(), Path.Combine(folder, $"{node.Name}.log")))
            .ToList();
        var cluster = new Cluster(database, mail, processes, settings, folder);

        // All at the same moment, as a service manager would after a power cut.
        await Task.WhenAll(processes.Select(node => node.StartAsync()));
        return (cluster, cast);
    }

    /// <summary>A browser of somebody who is signed in nowhere.</summary>
    public PortalClient NewBrowser() => new(new ClusterHandler(Nodes), ClusterHandler.Address);

    /// <summary>Kills a node and starts it again.</summary>
    public async Task KillAsync(PortalNode node)
    {
        kills.Enqueue(TimeProvider.System.GetUtcNow());
        await node.KillAsync();
        await node.StartAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes.Where(n => n.IsUp))
        {
            await node.KillAsync();
        }
    }
}
