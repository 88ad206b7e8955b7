using IndirectProvider.Subscriptions;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.IntegrationTests.Subscriptions;

public sealed class SubscriptionClockTests
{
    [Fact]
    public async Task After_weeks_of_downtime_several_nodes_make_every_move_once()
    {
        await using var portal = new PortalFactory();
        var given = new GivenPortal(portal);
        var provider = await given.ProviderAsync();
        var customer = await given.CustomerAsync(provider);
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await given.SubscriptionAsync(provider, customer));
        }

        await portal.ActAsync(provider, (SetAutoRenew v) => v.ExecuteAsync(new() { SubscriptionId = ids[4], On = false }, default));
        portal.Clock.Advance(TimeSpan.FromDays(95));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => AdvanceAsync(portal))));
        await AdvanceAsync(portal);

        foreach (var id in ids.Take(4))
        {
            var renewed = await given.SubscriptionAsync(id);
            Assert.Equal("Ordered Renewed Renewed Renewed", renewed.Kinds());
            Assert.Equal((SubscriptionState.Active, renewed.NextStep!.At), (renewed.State, renewed.NextClockAt));
            Assert.All(renewed.Events.Skip(1), e => Assert.Equal(TimeSpan.Zero, e.At.TimeOfDay));
        }

        Assert.Equal("Ordered AutoRenewChanged Expired Disabled", (await given.SubscriptionAsync(ids[4])).Kinds());
        var actions = await given.ReadAsync(db => db.AuditRecords.Where(r => r.SubjectId == ids[0]).Select(r => r.Action).ToListAsync());
        Assert.Equal(3, actions.Count(a => a == "SubscriptionRenewed"));
    }

    [Fact]
    public async Task The_worker_does_it_by_itself()
    {
        await using var portal = new PortalFactory();
        var given = new GivenPortal(portal);
        var provider = await given.ProviderAsync();
        var id = await given.SubscriptionAsync(provider, await given.CustomerAsync(provider));

        portal.Clock.Advance(TimeSpan.FromDays(33));

        for (var look = 0; look < 100 && (await given.SubscriptionAsync(id)).Events.Count == 1; look++)
        {
            await Task.Delay(100);
        }

        Assert.Equal("Ordered Renewed", (await given.SubscriptionAsync(id)).Kinds());
    }

    [Fact]
    public async Task One_from_before_the_clock_finds_its_time()
    {
        await using var portal = new PortalFactory();
        var given = new GivenPortal(portal);
        var provider = await given.ProviderAsync();
        var id = await given.SubscriptionAsync(provider, await given.CustomerAsync(provider));
        await given.ReadAsync(db => db.Subscriptions.Where(s => s.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.NextClockAt, s => s.TermStartsAt)));

        await AdvanceAsync(portal);

        var healed = await given.SubscriptionAsync(id);
        Assert.Equal((healed.NextStep!.At, "Ordered"), (healed.NextClockAt, healed.Kinds()));
    }

    private static async Task AdvanceAsync(PortalFactory portal)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AdvanceSubscriptions>().ExecuteAsync(default);
    }
}
