using System.Net;
using IndirectProvider.IntegrationTests.Mail;
using IndirectProvider.IntegrationTests.Workers;
using IndirectProvider.Testing.Databases;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Web.Workers;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Operator;

/// <summary>Operators see how the installation is doing, and nothing of any tenant.</summary>
public sealed class HealthPageTests
{
    [Theory]
    [InlineData("en", "Health", "PostgreSQL", "Mails waiting", "Send mails", "answers this page")]
    [InlineData("de", "Zustand", "PostgreSQL", "Wartende Mails", "Mails versenden", "beantwortet diese Seite")]
    public async Task It_shows_database_work_and_nodes(string language, string heading, params string[] words)
    {
        await using var portal = new PortalFactory(new() { Database = TestDatabase.PostgreSql });
        await HasTurnAsync(portal, nameof(MailWorker));
        using var client = await new GivenPortal(portal).SignedInAsync(await new GivenPortal(portal).OperatorAsync(language), language);

        var page = (await client.OpenAsync("/operator/health")).Expect(HttpStatusCode.OK);

        Assert.Equal(heading, page.Heading);
        Assert.All(words, word => page.ExpectText(word));
    }

    [Fact]
    public async Task It_names_no_tenant_and_quotes_no_mail()
    {
        await using var node = Node.First();
        var given = new GivenPortal(node);
        var provider = await given.ProviderAsync("Distinctive Distribution");
        var customer = await given.CustomerAsync(provider, "Remarkable Retail");
        await PostedMail.PostAsync(node, "victim@alpha.example");
        using var client = await given.SignedInAsync(await given.OperatorAsync());

        var page = await client.OpenAsync("/operator/health");

        page.ExpectText("the oldest since");
        Assert.All([provider.Name, customer.Name, "victim", PostedMail.Token], word => Assert.DoesNotContain(word, page.Html, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task It_warns_of_settings_that_are_for_trials_only_and_of_late_work()
    {
        await using var portal = new PortalFactory(new()
        {
            Settings = new Dictionary<string, string?> { ["Portal:PublicUrl"] = "http://portal.test" },
        });
        var given = new GivenPortal(portal);
        await HasTurnAsync(portal, nameof(DraftWorker));
        await portal.DbAsync(db => db.WorkerTurns.Where(t => t.Worker == nameof(DraftWorker))
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.FinishedAt, portal.Clock.Now.AddDays(-1)).SetProperty(t => t.Failure, "NpgsqlException").SetProperty(t => t.FailedAt, portal.Clock.Now)));
        using var member = await given.SignedInAsync(await given.OperatorAsync());

        var page = await member.OpenAsync("/operator/health");

        page.ExpectText("The portal's address begins with http").ExpectText("Mails become files").ExpectText("Some background work is late").ExpectText("NpgsqlException");
    }

    private static Task<bool> HasTurnAsync(PortalFactory portal, string worker) => portal.DbAsync(async db =>
    {
        while (!await db.WorkerTurns.AnyAsync(t => t.Worker == worker && t.FinishedAt != null))
        {
            await Task.Delay(50);
        }

        return true;
    });
}
