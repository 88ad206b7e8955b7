using System.Net;
using IndirectProvider.Chaos.Servers;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using Microsoft.EntityFrameworkCore;
using Xunit.Sdk;

namespace IndirectProvider.Chaos.Scenarios;

/// <summary>Many people save at the same time, again and again, and nobody is told that it did not work.</summary>
internal static class Writers
{
    /// <summary>Runs it.</summary>
    public static async Task<Findings> RunAsync(ChaosDatabase database, NodePlan nodes, int writers, int seconds, string folder)
    {
        var findings = new Findings();
        await using var mail = await MailServer.StartAsync();
        var (cluster, cast) = await Cluster.StartAsync(database, nodes, mail, folder, subscriptions: writers);
        await using (cluster)
        {
            var pages = new List<Page>();
            foreach (var (subscription, n) in cast.Subscriptions.Select((s, n) => (s, n)))
            {
                pages.Add(await OpenAsync(cluster, cast.Staff[n % cast.Staff.Count], subscription));
            }

            var until = TimeProvider.System.GetTimestamp() + (seconds * TimeProvider.System.TimestampFrequency);
            var done = await Task.WhenAll(pages.Select(page => Task.Run(() => WriteAsync(page, until))));
            var (saved, slowest) = (done.Sum(d => d.Saved), done.Max(d => d.Slowest));
            findings.Count("saves", $"{saved} in {seconds} s by {writers} people: {saved / (double)seconds:0} a second");
            findings.Count("slowest save", $"{slowest.TotalMilliseconds:0} ms");
            findings.AddAll("A save failed", done.SelectMany(d => d.Failures));
            var renamed = await cluster.Database.ReadAsync(db => db.SubscriptionEvents.CountAsync(e => e.Kind == Subscriptions.SubscriptionEventKind.Renamed));
            if (renamed != saved)
            {
                findings.Add($"{saved} saves were acknowledged and {renamed} are recorded.");
            }
        }

        return findings;
    }

    private static async Task<Page> OpenAsync(Cluster cluster, GivenMember member, (Guid Customer, Guid Id) subscription)
    {
        var browser = cluster.NewBrowser();
        var form = (await browser.OpenAsync("/sign-in")).Form("Sign in").Fill("E-mail or user name", member.UserName).Fill("Password", GivenPortal.Password);
        (await form.SubmitAsync("Sign in")).Expect(HttpStatusCode.Found);
        return await browser.OpenAsync($"/customers/{subscription.Customer}/subscriptions/{subscription.Id}/nickname");
    }

    private static async Task<(int Saved, TimeSpan Slowest, List<string> Failures)> WriteAsync(Page page, long until)
    {
        var (saved, slowest, failures) = (0, TimeSpan.Zero, new List<string>());
        while (TimeProvider.System.GetTimestamp() < until && failures.Count < 10)
        {
            var began = TimeProvider.System.GetTimestamp();
            try
            {
                var form = page.Form("Save").Fill("Nickname", FormattableString.Invariant($"Round {saved}"));
                (await form.SubmitAsync("Save")).Expect(HttpStatusCode.Found);
                saved++;
                var took = TimeProvider.System.GetElapsedTime(began);
                slowest = took > slowest ? took : slowest;

                // The next save needs the version that this one made.
                page = await page.ReloadAsync();
            }
            catch (Exception failure) when (failure is XunitException or TurnedAwayException or AnswerLostException)
            {
                failures.Add(failure.Message.ReplaceLineEndings(" ")[..Math.Min(failure.Message.Length, 300)]);
            }
        }

        return (saved, slowest, failures);
    }
}
