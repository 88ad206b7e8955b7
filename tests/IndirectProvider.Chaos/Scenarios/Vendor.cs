using System.Globalization;
using IndirectProvider.Chaos.Load;
using IndirectProvider.Chaos.Servers;
using IndirectProvider.Orders;
using IndirectProvider.Testing.PartnerCenter;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Chaos.Scenarios;

/// <summary>
/// The vendor fails in every way by chance while clerks order and nodes are killed; afterwards it must have made what the portal
/// has, and nothing besides.
/// </summary>
internal static class Vendor
{
    private const int Clerks = 6;

    /// <summary>The longest pause before a step is tried again, and then a take-over.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(7);

    /// <summary>Runs it.</summary>
    /// <param name="database">The database, empty.</param>
    /// <param name="nodes">The nodes; one with SQLite.</param>
    /// <param name="kills">How many kills.</param>
    /// <param name="failRate">How many of the vendor's answers, of 1, fail.</param>
    /// <param name="seed">What decides everything by chance.</param>
    /// <param name="folder">Where logs and files go.</param>
    public static async Task<Findings> RunAsync(ChaosDatabase database, NodePlan nodes, int kills, double failRate, int seed, string folder)
    {
        var findings = new Findings();
        await using var mail = await MailServer.StartAsync();
        await using var vendor = await PartnerCenterServerProcess.StartAsync(
            "--fail-rate", failRate.ToString(CultureInfo.InvariantCulture), "--seed", seed.ToString(CultureInfo.InvariantCulture), "--hang-seconds", "40");
        var settings = vendor.Settings.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value);
        var (cluster, cast) = await Cluster.StartAsync(database, nodes, mail, folder, settings);
        await using (cluster)
        {
            var deeds = new Deeds();
            var prober = new Prober(cluster, cast.Provider.Admin);
            await prober.BeginAsync();
            var shift = new Shift(cluster, cast, deeds, Clerks, seed);
            await Kills.KillAsync(cluster, kills, new Random(seed));
            await shift.EndAsync();
            await prober.EndAsync(findings);
            findings.Count("kills", $"{cluster.Kills.Count}");
            var faults = (await vendor.StateAsync()).FaultsMet.Values.Sum();
            await vendor.BehaveAsync();
            await Kills.CheckAsync(cluster, deeds, findings, TimeSpan.FromSeconds(90), Patience);
            await CompareAsync(cluster.Database, await vendor.StateAsync(), findings);
            findings.Count("faults met at the vendor", $"{faults}");
        }

        return findings;
    }

    private static async Task CompareAsync(ChaosDatabase database, VendorState vendor, Findings findings)
    {
        var tenants = await database.ReadAsync(db => db.Customers.AsNoTracking().Select(c => c.TenantId).ToListAsync());
        var subscriptions = await database.ReadAsync(db => db.Subscriptions.AsNoTracking().Select(s => s.VendorId).ToListAsync());
        var orders = await database.ReadAsync(db => db.Orders.CountAsync(o => o.State == OrderState.Completed));
        var made = vendor.Customers.SelectMany(c => c.Subscriptions).Select(s => s.Id).ToList();
        findings.AddAll("The vendor has a domain twice", vendor.DuplicateDomains);
        findings.AddAll("The vendor has a customer that the portal lacks", vendor.Customers.Select(c => c.Id).Except(tenants));
        findings.AddAll("The portal has a customer that the vendor lacks", tenants.Except(vendor.Customers.Select(c => c.Id)));
        findings.AddAll("The vendor has a subscription that the portal lacks", made.Except(subscriptions));
        findings.AddAll("The portal has a subscription that the vendor lacks", subscriptions.Except(made));
        findings.Count("made at the vendor", $"{vendor.Created.Customers} customers, {vendor.Created.Orders} orders, {vendor.Created.Subscriptions} subscriptions");
        if (vendor.Created.Orders != orders)
        {
            findings.Add($"The vendor has {vendor.Created.Orders} orders, the portal {orders}.");
        }
    }
}
