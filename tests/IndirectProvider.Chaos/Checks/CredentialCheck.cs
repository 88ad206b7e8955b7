using System.Net;
using IndirectProvider.Chaos.Load;
using IndirectProvider.Chaos.Servers;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Chaos.Checks;

/// <summary>No password was shown twice, none that was shown is still kept, and what was shown signs in.</summary>
internal static class CredentialCheck
{
    private const int SignInsTried = 5;

    /// <summary>Compares what the clerks saw with what the database holds.</summary>
    public static async Task RunAsync(Cluster cluster, Deeds deeds, Findings findings)
    {
        findings.AddAll("A password was shown more than once, for order", deeds.Orders.Where(d => d.Shown.Count > 1).Select(d => $"{d.AcknowledgedAs}"));
        var kept = (await cluster.Database.ReadAsync(db => db.AdminCredentials.AsNoTracking()
            .Where(c => c.OrderId != null).Select(c => new { Order = c.OrderId!.Value, Kept = c.SealedPassword != null, c.ShownAt }).ToListAsync()))
            .ToDictionary(c => c.Order);
        var shown = deeds.Orders.Where(d => !d.Shown.IsEmpty).ToList();
        findings.AddAll(
            "A password was shown and is still kept, of order",
            shown.Where(d => !kept.TryGetValue(d.AcknowledgedAs!.Value, out var c) || c.Kept || c.ShownAt is null).Select(d => $"{d.AcknowledgedAs}"));
        findings.Count("passwords shown", $"{shown.Count}");
        findings.Count("passwords taken by a killed node", $"{kept.Values.Count(c => c.ShownAt is not null) - shown.Count}");
        foreach (var (userName, password) in shown.Take(SignInsTried).Select(d => d.Shown.First()))
        {
            using var browser = cluster.NewBrowser();
            var form = (await browser.OpenAsync("/sign-in")).Form("Sign in").Fill("E-mail or user name", userName).Fill("Password", password);
            if ((await form.SubmitAsync("Sign in")).Status != HttpStatusCode.Found)
            {
                findings.Add($"The password shown for {userName} does not sign in.");
            }
        }

        await SearchLogsAsync(cluster, shown.SelectMany(d => d.Shown).Select(s => s.Password).ToHashSet(), findings);
    }

    private static async Task SearchLogsAsync(Cluster cluster, HashSet<string> passwords, Findings findings)
    {
        foreach (var node in cluster.Nodes)
        {
            var log = await File.ReadAllTextAsync(node.LogFile);
            findings.AddAll($"A password stands in the log of {node.Name}", passwords.Where(p => log.Contains(p, StringComparison.Ordinal)));
        }
    }
}
