using System.Net;
using IndirectProvider.Testing.Databases;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using Microsoft.Extensions.Logging;

namespace IndirectProvider.IntegrationTests.Hosting;

/// <summary>A real database server is stopped and started again under a portal that runs.</summary>
public sealed class DatabaseAwayTests
{
    [Fact]
    public async Task People_are_told_so_and_everything_goes_on_when_it_is_back()
    {
        using var server = await PostgreSqlServer.OwnAsync();
        await using var portal = new PortalFactory(new()
        {
            Database = TestDatabase.PostgreSql,
            Settings = new Dictionary<string, string?> { ["ConnectionStrings:Portal"] = await server.NewDatabaseAsync() },
        });
        var given = new GivenPortal(portal);
        var provider = await given.ProviderAsync();
        using var member = await given.SignedInAsync(provider.Admin);
        using var guest = portal.NewClient("de");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => member.GetAsync("/customers")));

        server.Stop();
        foreach (var address in new[] { "/", "/customers", "/orders", "/account/security" })
        {
            var page = await member.GetAsync(address);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "The portal can't reach its database at the moment"), (page.Status, page.Heading));
            Assert.Contains("Nothing was saved.", page.Text, StringComparison.Ordinal);
            Assert.Equal("60", page.Response.Headers.GetValues("Retry-After").Single());
        }

        var german = await guest.GetAsync("/find-a-provider");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Das Portal erreicht seine Datenbank gerade nicht"), (german.Status, german.Heading));
        var reference = german.Document.QuerySelector("#reference")!.TextContent;
        var line = Assert.Single(portal.Log.Lines, line => line.Level >= LogLevel.Error && line.Text.Contains(reference, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', line.Text);

        await server.StartAgainAsync();
        var failed = 0;
        while ((await member.GetAsync("/customers")).Status != HttpStatusCode.OK)
        {
            failed++;
        }

        Assert.InRange(failed, 0, 1);
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => member.GetAsync("/customers"))), page => Assert.Equal(HttpStatusCode.OK, page.Status));
    }
}
