using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.IntegrationTests.Subscriptions;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Given;
using IndirectProvider.Web.Pages.ActivityLog;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.ActivityLog;

/// <summary>The lines of few customers and of many are found in different ways.</summary>
public sealed class ActivityOfCustomersTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task Both_ways_to_the_lines_of_customers_find_the_same()
    {
        var provider = await portal.Given.ProviderAsync();
        var (first, second) = (await portal.Given.CustomerAsync(provider, "Gelbe Werft"), await portal.Given.CustomerAsync(provider, "Gelbe Boote"));
        var third = await portal.Given.CustomerAsync(provider, "Rote Werft");
        var actor = new Actor(provider.Admin.Id, provider.Admin.Name, provider.Name, null, null) { OrganisationId = provider.Id };
        await portal.Given.SaveAsync(db => db.AuditRecords.AddRange(new[] { first, second, third }.SelectMany(c => new[] { AuditAction.CustomerChanged, AuditAction.UserCreated }
            .Select(action => AuditRecord.Of(portal.Given.Now, actor, action, Guid.NewGuid(), $"{c.Name.Split(' ')[1]} {action}", new Concerned(provider.Id, CustomerId: c.Id), null)))));
        foreach (var few in new[] { 0, 3, 1000 })
        {
            Assert.Equal("Boote CustomerChanged, Boote UserCreated, Werft CustomerChanged, Werft UserCreated", await FindAsync("gelbe", null, null, few));
            Assert.Equal("Werft CustomerChanged, Werft UserCreated", await FindAsync("werft gelb", null, null, few));
            Assert.Equal("Boote UserCreated, Werft UserCreated", await FindAsync("gelbe", null, AuditGroup.Users, few));
            Assert.Equal("Boote UserCreated", await FindAsync("boote", provider.Admin.Name, AuditGroup.Users, few));
            Assert.Equal("", await FindAsync("gelbe", "Nobody", null, few));
            Assert.Equal("", await FindAsync("elbe", null, null, few));
        }

        Task<string> FindAsync(string customer, string? person, AuditGroup? group, int few) => portal.ActAsync(provider, async (PortalDbContext db) =>
        {
            var (strands, _) = await new ActivityFilters(person, null, null, group, customer, null, null, null).FindAsync(db, default, few);
            var found = new List<string>();
            foreach (var strand in strands)
            {
                found.AddRange(await strand.Select(r => r.SubjectName).ToListAsync());
            }

            return string.Join(", ", found.Order(StringComparer.Ordinal));
        });
    }
}
