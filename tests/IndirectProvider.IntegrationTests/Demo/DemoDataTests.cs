using IndirectProvider.IntegrationTests.Pages.Account;
using IndirectProvider.Subscriptions;
using IndirectProvider.Testing;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Demo;

/// <summary>What a first start in Development brings.</summary>
public sealed class DemoDataTests
{
    private const string Password = "a password for the demo";

    private static PortalOptions Development => new()
    {
        Environment = "Development",
        Settings = new Dictionary<string, string?> { ["Demo:Password"] = Password },
    };

    [Fact]
    public async Task Development_starts_with_every_state_and_prints_sign_ins_that_work()
    {
        using var console = new ConsoleLines();
        await using var portal = new PortalFactory(Development);
        var given = new GivenPortal(portal);

        var states = await given.ReadAsync(db => db.Subscriptions.Select(s => s.State).Distinct().ToListAsync());
        Assert.Equal(Enum.GetValues<SubscriptionState>().Order(), states.Order());
        Assert.Equal(2, await given.ReadAsync(db => db.Providers.CountAsync()));
        Assert.Equal(4, await given.ReadAsync(db => db.Resellers.CountAsync()));
        Assert.InRange(await given.ReadAsync(db => db.Customers.CountAsync()), 24, 100);

        var people = console.Lines.SelectMany(lines => lines.Split('\n')).Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim().Split(' ')[0]).ToList();
        Assert.InRange(people.Count, 10, 30);
        foreach (var person in people)
        {
            using var client = portal.NewClient();
            Assert.Equal("/", (await SignInTests.TryAsync(client, person, Password)).Location);
        }
    }

    [Fact]
    public async Task A_database_that_is_not_empty_is_left_alone()
    {
        await using var portal = new PortalFactory();
        await new GivenPortal(portal).OperatorAsync();
        var users = await new GivenPortal(portal).ReadAsync(db => db.Users.CountAsync());
        await using var again = new PortalFactory(Development with
        {
            Settings = new Dictionary<string, string?>(portal.Database.Settings) { ["Demo:Password"] = Password },
        });

        Assert.Equal(users, await new GivenPortal(again).ReadAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task Outside_Development_there_is_no_demo_data()
    {
        await using var portal = new PortalFactory(Development with { Environment = "Production" });

        Assert.Equal(0, await new GivenPortal(portal).ReadAsync(db => db.Users.CountAsync()));
    }
}
