using IndirectProvider.Accounts;
using IndirectProvider.Chaos.Servers;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;

namespace IndirectProvider.Chaos.Load;

/// <summary>The people who work while nodes die: one provider's staff, and a reseller that is its partner.</summary>
internal sealed record Cast(
    GivenProvider Provider, GivenReseller Reseller, IReadOnlyList<GivenMember> Staff, IReadOnlyList<(Guid Customer, Guid Id)> Subscriptions)
{
    private const int StaffCount = 16;

    /// <summary>Brings a database up to date and puts them in it.</summary>
    /// <param name="database">The database.</param>
    /// <param name="subscriptions">How many subscriptions there are to work on, each of a customer of its own.</param>
    public static async Task<Cast> InviteAsync(ChaosDatabase database, int subscriptions)
    {
        var settings = database.Settings.ToDictionary(s => s.Key.Replace("__", ":", StringComparison.Ordinal), s => s.Value);
        await using var portal = new PortalFactory(new PortalOptions { Settings = settings });
        var given = new GivenPortal(portal);
        await given.OperatorAsync();
        var provider = await given.ProviderAsync();
        var reseller = await given.ResellerAsync(partnerOf: provider);
        var staff = new List<GivenMember>();
        for (var i = 0; i < StaffCount; i++)
        {
            staff.Add(await given.StaffAsync(provider, MemberRole.GlobalAdmin));
        }

        var made = new List<(Guid, Guid)>();
        for (var i = 0; i < subscriptions; i++)
        {
            var customer = await given.CustomerAsync(provider);
            made.Add((customer.Id, await given.SubscriptionAsync(provider, customer)));
        }

        return new(provider, reseller, staff, made);
    }
}
