using IndirectProvider.Accounts;
using IndirectProvider.Testing.Databases;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Data;

/// <summary>Many people save at the same moment, and nobody is told that the database is locked.</summary>
[Trait("Database", "Own")]
public sealed class ManyWritersTests
{
    private const int Writers = 64;

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Sixty_four_at_once_all_save(string database)
    {
        await using var portal = new PortalFactory(new() { Database = database });
        var given = new GivenPortal(portal);
        var provider = await given.ProviderAsync();
        var customer = await given.CustomerAsync(provider);
        var owned = new List<(GivenMember Who, Guid Id)>();
        for (var i = 0; i < Writers; i++)
        {
            owned.Add((await given.StaffAsync(provider, MemberRole.AdminAgent), await given.SubscriptionAsync(provider, customer)));
        }

        await Task.WhenAll(owned.Select(o => Task.Run(() => WorkAsync(given, o.Who, $"/customers/{customer.Id}/subscriptions/{o.Id}", o.Id))));

        Assert.Empty(portal.Log.Errors);
        Assert.Equal(Writers, await given.ReadAsync(db => db.Subscriptions.CountAsync(s => s.Quantity == 12 && s.Nickname.StartsWith("Mine "))));
        Assert.Equal(Writers, await given.ReadAsync(db => db.Sessions.CountAsync()));
    }

    // A sign-in writes three times on its own; the number of licenses is changed in a transaction that reads first.
    private static async Task WorkAsync(GivenPortal given, GivenMember who, string path, Guid id)
    {
        using var client = await given.SignedInAsync(who);
        var licenses = await (await client.OpenAsync($"{path}/licenses")).Form("Change licenses").Fill("Licenses", 12).SubmitAsync("Change licenses");
        await licenses.FollowToAsync(path);
        var nickname = await (await client.OpenAsync($"{path}/nickname")).Form("Save").Fill("Nickname", $"Mine {id}").SubmitAsync("Save");
        await nickname.FollowToAsync(path);
    }
}
