using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Testing.Given;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Data;

/// <summary>Both ways through a list show the same rows in the same order, forwards and backwards, whatever filters it has.</summary>
public sealed class NarrowingTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private sealed record Row(Guid Id, string Name);

    [Fact]
    public async Task Every_combination_of_filters_shows_what_the_filters_say()
    {
        var provider = await portal.Given.ProviderAsync();
        var customers = new List<GivenCustomer>();
        for (var n = 0; n < 66; n++)
        {
            // Names that repeat, so that among equal ones the id decides.
            var name = (n % 2 == 0 ? "Elbe " : "Oder ") + (n % 3 == 0 ? "Logistik" : n % 11 == 0 ? "Elbtal" : "Werke");
            var customer = await portal.Given.CustomerAsync(provider, name);
            await portal.Given.SaveAsync(db => db.Entry(db.Customers.Find(customer.Id)!).Property(c => c.NormalizedName).CurrentValue = SearchText.Normalize(name));
            customers.Add(customer);
        }

        var often = await portal.Given.TagAsync(provider, "often", [.. customers.Where((_, n) => n % 5 != 0)]);
        var seldom = await portal.Given.TagAsync(provider, "seldom", [.. customers.Where((_, n) => n % 20 == 1)]);
        await portal.Given.ReadAsync(async db =>
        {
            var ofProvider = db.Customers.AsNoTracking().Where(c => c.ProviderId == provider.Id);
            var all = await ofProvider.Include(c => c.Tags).ToListAsync();
            (Narrowing<Customer> Filter, Func<Customer, bool> Means)[] filters =
            [
                (Word(db, "elb"), c => c.NormalizedName.Contains("ELB", StringComparison.Ordinal)),
                (Word(db, "werke"), c => c.NormalizedName.Contains("WERKE", StringComparison.Ordinal)),
                (Tag(db, often.Id), c => c.Tags.Any(t => t.TagId == often.Id)),
                (Tag(db, seldom.Id), c => c.Tags.Any(t => t.TagId == seldom.Id)),
                (new(db.Customers.Where(c => false).Select(c => c.Id), c => false), _ => false),
            ];
            var seen = db.CustomerTags.Where(t => t.TagId == often.Id).Select(t => t.CustomerId);
            for (var chosen = 0; chosen < 1 << filters.Length; chosen++)
            {
                var set = filters.Where((_, n) => (chosen & (1 << n)) != 0).ToList();
                var wanted = all.Where(c => set.TrueForAll(f => f.Means(c))).Select(c => c.Id).ToHashSet();
                foreach (var (few, descending) in new[] { (0, false), (4, true), (25, false), (1000, true) })
                {
                    await ShowsAsync(ofProvider, reach: null, [.. set.Select(f => f.Filter)], wanted, few, descending);

                    // Somebody who sees only those that often have the tag, some of them for two reasons.
                    await ShowsAsync(
                        ofProvider.Where(c => c.Tags.Any(t => t.TagId == often.Id)),
                        seen.Concat(seen),
                        [.. set.Select(f => f.Filter)],
                        [.. all.Where(c => wanted.Contains(c.Id) && c.Tags.Any(t => t.TagId == often.Id)).Select(c => c.Id)],
                        few,
                        descending);
                }
            }

            return true;
        });
    }

    private static async Task ShowsAsync(
        IQueryable<Customer> customers, IQueryable<Guid>? reach, List<Narrowing<Customer>> filters, HashSet<Guid> wanted, int few, bool descending)
    {
        var order = Keyset.By<Customer, Row, string>(c => c.NormalizedName, c => c.Id, r => r.Name, r => r.Id, descending);
        var expected = (await order.Sorted(customers, backwards: false).Select(c => c.Id).ToListAsync()).Where(wanted.Contains).ToList();
        var narrowed = await customers.NarrowAsync(c => c.Id, reach, filters, default, few);
        var (seen, pages) = (new List<Guid>(), new List<KeysetPage<Row>>());
        for (string? after = null; pages.Count == 0 || after is not null; after = pages[^1].After)
        {
            pages.Add(await PageAsync(new(after, null, 25)));
            seen.AddRange(pages[^1].Rows.Select(r => r.Id));
        }

        Assert.Equal(expected, seen);
        for (var at = pages.Count - 1; at > 0; at--)
        {
            Assert.Equal(pages[at - 1].Rows, (await PageAsync(new(null, pages[at].Before, 25))).Rows);
        }

        Task<KeysetPage<Row>> PageAsync(KeysetPlace place) =>
            narrowed.Rows.ToKeysetPageAsync(order, rows => rows.Select(c => new Row(c.Id, c.NormalizedName)), place, default);
    }

    private static Narrowing<Customer> Word(PortalDbContext db, string typed)
    {
        var (from, to) = Assert.Single(SearchWords.Sought(typed));
        var words = db.CustomerWords.Where(w => string.Compare(w.Word, from) >= 0 && string.Compare(w.Word, to) < 0);
        return new(words.Select(w => w.CustomerId), c => words.Any(w => w.CustomerId == c.Id));
    }

    private static Narrowing<Customer> Tag(PortalDbContext db, Guid tag) =>
        new(db.CustomerTags.Where(t => t.TagId == tag).Select(t => t.CustomerId), c => c.Tags.Any(t => t.TagId == tag));
}
