using System.Net;
using System.Text.Json;
using IndirectProvider.IntegrationTests.Mail;
using IndirectProvider.IntegrationTests.Workers;
using IndirectProvider.Testing.Databases;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Web.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IndirectProvider.IntegrationTests.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task Anybody_can_ask_whether_the_portal_lives_and_is_ready()
    {
        await using var portal = new PortalFactory();
        using var watcher = portal.NewClient();

        Assert.Equal("Healthy", (await watcher.OpenAsync("/health/live")).Html);
        var (status, all, checks) = await AskAsync(portal);
        Assert.Equal((HttpStatusCode.OK, "Healthy"), (status, all));
        Assert.Equal(["database", "mail", "process", "workers"], checks.Keys.Order());
    }

    [Fact]
    public async Task A_mail_that_nobody_tries_is_a_reason_to_look_and_none_to_send_nobody()
    {
        await using var node = Node.First();
        var mail = await PostedMail.PostAsync(node);
        await node.DbAsync(db => db.OutgoingMails.Where(m => m.Id == mail.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.NextAttemptAt, node.Time.AddMinutes(-9))));
        Assert.Equal("Healthy", (await AskAsync(node)).Checks["mail"]);

        await node.DbAsync(db => db.OutgoingMails.Where(m => m.Id == mail.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.NextAttemptAt, node.Time.AddMinutes(-11))));
        var (status, all, checks) = await UntilAsync(node, found => found.Checks["mail"] != "Healthy");
        Assert.Equal((HttpStatusCode.OK, "Degraded", "Degraded"), (status, all, checks["mail"]));
    }

    [Fact]
    public async Task A_worker_without_a_turn_for_long_is_a_reason_to_look()
    {
        await using var portal = new PortalFactory();
        Assert.Equal("Healthy", (await AskAsync(portal)).All);

        // No node has had the turn for an hour, and some node that does not answer has it for another.
        await portal.DbAsync(async db =>
        {
            while (!await db.WorkerTurns.AnyAsync(t => t.Worker == nameof(SubscriptionWorker) && t.FinishedAt != null))
            {
                await Task.Delay(50);
            }

            var now = portal.Clock.Now;
            return await db.WorkerTurns.Where(t => t.Worker == nameof(SubscriptionWorker))
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.FinishedAt, now.AddHours(-1)).SetProperty(t => t.NextAt, now.AddSeconds(80)));
        });

        var (status, all, checks) = await UntilAsync(portal, found => found.Checks["workers"] != "Healthy");
        Assert.Equal((HttpStatusCode.OK, "Degraded", "Degraded"), (status, all, checks["workers"]));
    }

    [Fact]
    public async Task A_node_without_its_database_is_not_ready_and_lives()
    {
        await using var node = Node.First();
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(node)).Status);
        await PostgreSqlServer.RefuseConnectionsAsync(await node.DbAsync(db => Task.FromResult(db.Database.GetDbConnection().Database)));

        var (status, all, checks) = await UntilAsync(node, found => found.Status != HttpStatusCode.OK);
        using var watcher = node.NewClient();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy", "Unhealthy"), (status, all, checks["database"]));
        Assert.Equal("Healthy", (await watcher.OpenAsync("/health/live")).Html);
    }

    [Fact]
    public async Task A_node_that_stops_is_not_ready_and_goes_on_serving_for_a_while()
    {
        await using var portal = new PortalFactory(new() { Settings = new Dictionary<string, string?> { ["Portal:DrainSeconds"] = "3" } });
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(portal)).Status);

        var stop = portal.Services.GetRequiredService<IHost>().StopAsync();
        var (status, _, checks) = await AskAsync(portal);
        using var somebody = portal.NewClient();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy", "Healthy"), (status, checks["process"], checks["database"]));
        Assert.Equal(HttpStatusCode.OK, (await somebody.GetAsync("/sign-in")).Status);
        await stop;
    }

    [Fact]
    public async Task Many_questions_at_once_are_one_question_to_the_database()
    {
        await using var portal = new PortalFactory();
        _ = portal.Services;

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AskAsync(portal)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
    }

    private static async Task<(HttpStatusCode Status, string All, IReadOnlyDictionary<string, string> Checks)> AskAsync(PortalFactory portal)
    {
        using var watcher = portal.NewClient();
        var page = await watcher.GetAsync("/health/ready");
        var body = JsonDocument.Parse(page.Html).RootElement;
        return (page.Status, body.GetProperty("status").GetString()!, body.GetProperty("checks").EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetString()!));
    }

    /// <summary>What was found a moment ago is said for a second.</summary>
    private static async Task<(HttpStatusCode Status, string All, IReadOnlyDictionary<string, string> Checks)> UntilAsync(
        PortalFactory portal, Func<(HttpStatusCode Status, string All, IReadOnlyDictionary<string, string> Checks), bool> reached)
    {
        var found = await AskAsync(portal);
        for (var look = 0; look < 100 && !reached(found); look++)
        {
            await Task.Delay(100);
            found = await AskAsync(portal);
        }

        return found;
    }
}
