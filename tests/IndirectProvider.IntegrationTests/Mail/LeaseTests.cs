using System.Collections.Concurrent;
using IndirectProvider.Mail;
using IndirectProvider.Testing.Databases;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Web.Workers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.IntegrationTests.Mail;

/// <summary>One mail is in one hand at a time, whoever asks; what a dead hand holds comes free.</summary>
public sealed class LeaseTests
{
    [Fact]
    public async Task Many_who_ask_at_once_share_the_mails()
    {
        await using var portal = new PortalWithoutMailWorker();
        var posted = new List<Guid>();
        for (var i = 0; i < 10; i++)
        {
            posted.Add((await PostedMail.PostAsync(portal)).Id);
        }

        var taken = new ConcurrentBag<Guid>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (await TakeAsync(portal) is { } id)
            {
                taken.Add(id);
            }
        })));

        Assert.Equal(posted.Order(), taken.Order());
    }

    [Fact]
    public async Task What_a_dead_node_held_comes_free_after_a_minute()
    {
        await using var portal = new PortalWithoutMailWorker();
        var posted = await PostedMail.PostAsync(portal);

        Assert.Equal(posted.Id, await TakeAsync(portal));
        portal.Clock.Advance(TimeSpan.FromSeconds(55));
        Assert.Null(await TakeAsync(portal));
        portal.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Null(await TakeAsync(portal, posted.Id));
        Assert.Equal(posted.Id, await TakeAsync(portal));
    }

    private static async Task<Guid?> TakeAsync(PortalFactory portal, params Guid[] inHand)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DeliverMail>().TakeNextAsync(inHand, CancellationToken.None);
    }

    internal sealed class PortalWithoutMailWorker(string? database = null) : PortalFactory(new() { Database = database ?? TestDatabase.OfThisRun })
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.Remove(services.Single(s => s.ImplementationType == typeof(MailWorker))));
        }
    }
}
