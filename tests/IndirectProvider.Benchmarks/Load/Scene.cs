using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Benchmarks.Load;

/// <summary>Who and what a filled database has for the scenarios.</summary>
/// <param name="Provider">The provider with most customers.</param>
/// <param name="Staff">User name of its global admin.</param>
/// <param name="Reseller">One of its resellers, with some hundred customers where there is one.</param>
/// <param name="Word">The rarest word of a customer's name.</param>
/// <param name="CommonWord">The commonest one.</param>
/// <param name="DeepCustomer">The customer in the middle of the list.</param>
/// <param name="DeepCreatedAt">When it was added.</param>
/// <param name="Subscriptions">Some of its subscriptions.</param>
/// <param name="People">User names of customers' admins.</param>
internal sealed record Scene(
    Guid Provider,
    string Staff,
    Guid Reseller,
    string Word,
    string CommonWord,
    Guid DeepCustomer,
    DateTimeOffset DeepCreatedAt,
    IReadOnlyList<(Guid Customer, Guid Id)> Subscriptions,
    IReadOnlyList<string> People)
{
    private const int Pages = 100;
    private const int PeopleCount = 500;
    private const int Sample = 2000;

    /// <summary>The password of everybody.</summary>
    public string Password { get; } = GivenPortal.Password;

    /// <summary>Finds them. It walks through tables, which nothing in the portal does.</summary>
    public static async Task<Scene> FindAsync(PortalDbContext db)
    {
        var providers = await db.Customers.GroupBy(c => c.ProviderId).Select(g => new { g.Key, Count = g.Count() }).OrderByDescending(g => g.Count).ToListAsync();
        var (provider, count) = (providers[0].Key, providers[0].Count);
        var staff = await db.Users.Where(u => u.ProviderId == provider && u.Organisation == OrganisationKind.Provider && u.DisabledAt == null && u.DeletedAt == null)
            .OrderBy(u => u.Id).ToListAsync();
        var resellers = await db.CustomerResellers.Where(r => r.ProviderId == provider && r.EndedAt == null)
            .Join(db.Partnerships.Where(p => p.ProviderId == provider && p.State == PartnershipState.Active), r => r.ResellerId, p => p.ResellerId, (r, _) => r)
            .GroupBy(r => r.ResellerId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        var deep = await db.Customers.Where(c => c.ProviderId == provider).OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id).Skip(count / 2)
            .Select(c => new { c.Id, c.CreatedAt }).FirstAsync();
        var names = await db.Customers.Where(c => c.ProviderId == provider).OrderBy(c => c.Id).Take(Sample).Select(c => c.NormalizedName).ToListAsync();
        var words = names.SelectMany(n => n.Split(' ').Where(w => w.Length > 3 && w.All(char.IsAsciiLetter))).GroupBy(w => w).OrderBy(g => g.Count()).ThenBy(g => g.Key).ToList();
        var subscriptions = await db.Subscriptions.Where(s => s.ProviderId == provider && s.State == IndirectProvider.Subscriptions.SubscriptionState.Active).OrderBy(s => s.Id).Take(Pages)
            .Select(s => new { s.CustomerId, s.Id }).ToListAsync();
        var people = await db.Users.Where(u => u.ProviderId == provider && u.CustomerId != null && u.DisabledAt == null && u.DeletedAt == null && u.PasswordHash != null)
            .OrderBy(u => u.Id).Take(PeopleCount).Select(u => u.UserName!).ToListAsync();
        return new(
            provider,
            staff.First(u => (u.Roles & MemberRole.GlobalAdmin) != 0).UserName!,
            resellers.OrderBy(r => Math.Abs(r.Count - 300)).ThenBy(r => r.Key).First().Key,
            words[0].Key,
            words[^1].Key,
            deep.Id,
            deep.CreatedAt,
            [.. subscriptions.Select(s => (s.CustomerId, s.Id))],
            people);
    }

}
