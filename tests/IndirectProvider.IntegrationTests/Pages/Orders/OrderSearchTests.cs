using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.IntegrationTests.Subscriptions;
using IndirectProvider.Orders;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Given;
using IndirectProvider.Web.Pages.Orders;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Orders;

/// <summary>Orders are found by the words of their customer, by its id and by their own.</summary>
public sealed class OrderSearchTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task Orders_are_found_by_the_beginnings_of_words_of_their_customer_and_by_ids()
    {
        var (provider, other) = (await portal.Given.ProviderAsync(), await portal.Given.ProviderAsync());
        var customer = await WithOrderAsync(provider, "Blaue Elbe-Werke");
        await WithOrderAsync(provider, "Rote Hafenbau");
        var foreign = await WithOrderAsync(other, "Blaue Elbe-Werke");
        var (id, foreignId) = (await OrderOfAsync(customer), await OrderOfAsync(foreign));
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        foreach (var search in new[] { "BLAU", "werke", "elbe blaue", customer.Domain, customer.ContactEmail, $"{id}", $"{customer.Id}" })
        {
            var found = await staff.OpenAsync($"/orders?q={Uri.EscapeDataString(search)}");
            found.ExpectText("1 order").ExpectText(customer.Name);
            Assert.False(found.Shows(foreign.Name));
        }

        foreach (var search in new[] { "erke", "blaue hafenbau", "!?", foreign.Domain, $"{foreignId}", $"{foreign.Id}" })
        {
            (await staff.OpenAsync($"/orders?q={Uri.EscapeDataString(search)}"))
                .ExpectText("No order matches these filters").ExpectText("Try the beginning of a name, a domain, an e-mail address or a whole id.");
        }

        (await staff.OpenAsync("/orders?q=werke&state=Completed")).ExpectText("1 order");
        (await staff.OpenAsync("/orders?q=werke&state=open")).ExpectText("No order matches these filters");
        using var german = await portal.Given.SignedInAsync(provider.Admin, "de");
        Assert.NotNull((await german.OpenAsync("/orders")).Control("Kunde: Wortanfang oder ID"));
    }

    [Fact]
    public async Task A_renamed_customers_orders_are_found_by_its_name_of_today()
    {
        var provider = await portal.Given.ProviderAsync();
        var customer = await WithOrderAsync(provider, "Formerly");
        await portal.Given.SaveAsync(db => db.Entry(db.Customers.Find(customer.Id)!).Property(c => c.CompanyName).CurrentValue = "Nowadays Ltd");
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        (await staff.OpenAsync("/orders?q=nowadays")).ExpectText("1 order").ExpectText(customer.Name);
    }

    [Fact]
    public async Task An_order_whose_customer_is_yet_to_be_made_is_found_by_the_name_typed()
    {
        var (provider, other) = (await portal.Given.ProviderAsync(), await portal.Given.ProviderAsync());
        var like = await portal.Given.CustomerAsync(provider, "Somebody else");
        var id = await FailedAsync(provider, like, "Grüne Müller-Lüdenscheidt");
        var foreign = await FailedAsync(other, like, "Grüne Müller-Lüdenscheidt");
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        foreach (var search in new[] { "grüne", "lüdensch", "müller grüne", $"{id}" })
        {
            Assert.True((await staff.OpenAsync($"/orders?q={Uri.EscapeDataString(search)}")).ExpectText("1 order").HasLink("Grüne Müller-Lüdenscheidt"));
            Assert.Contains($"/orders/{id}", (await staff.OpenAsync($"/search?q={Uri.EscapeDataString(search)}")).Html, StringComparison.Ordinal);
        }

        (await staff.OpenAsync("/orders?q=gr%C3%BCne+nobody")).ExpectText("No order matches these filters");
        (await staff.OpenAsync($"/orders?q={foreign}")).ExpectText("No order matches these filters");
    }

    [Fact]
    public async Task Both_ways_through_the_list_find_the_same_and_limited_staff_only_its_customers_orders()
    {
        var provider = await portal.Given.ProviderAsync();
        var (mine, hidden) = (await WithOrderAsync(provider, "Gelbe Werft"), await WithOrderAsync(provider, "Gelbe Reederei"));
        var failed = await FailedAsync(provider, mine, "Gelbe Boote");
        var limited = await portal.Given.LimitedStaffAsync(provider, MemberRole.AdminAgent, await portal.Given.TagAsync(provider, "Mine", mine));
        var (ofMine, ofHidden) = (await OrderOfAsync(mine), await OrderOfAsync(hidden));

        foreach (var few in new[] { 0, 1, 1000 })
        {
            Assert.Equal(Sorted(ofMine, ofHidden, failed), await AllAsync("gelbe", few));
            Assert.Equal([ofMine], await AllAsync("gelbe werft", few));
            Assert.Equal([failed], await AllAsync("boote", few));
            Assert.Equal([ofHidden], await AllAsync($"{hidden.Id}", few));
            Assert.Equal([ofMine], await portal.ActLimitedAsync(provider, limited, (PortalDbContext db) => FindAsync(db, "gelbe", few)));
            Assert.Equal([ofMine], await portal.ActLimitedAsync(provider, limited, (PortalDbContext db) => FindAsync(db, null, few)));
            Assert.Empty(await portal.ActLimitedAsync(provider, limited, (PortalDbContext db) => FindAsync(db, $"{ofHidden}", few)));
        }

        Task<List<Guid>> AllAsync(string words, int few) => portal.ActAsync(provider, (PortalDbContext db) => FindAsync(db, words, few));
    }

    private static List<Guid> Sorted(params Guid[] ids) => [.. ids.Order()];

    private static async Task<List<Guid>> FindAsync(PortalDbContext db, string? words, int few) =>
        Sorted([.. await (await db.Orders.NamedAsync(words, db, default, few)).Rows.Select(o => o.Id).ToListAsync()]);

    private async Task<GivenCustomer> WithOrderAsync(GivenProvider provider, string name)
    {
        var customer = await portal.Given.CustomerAsync(provider, name);
        await portal.Given.SubscriptionAsync(provider, customer);
        return customer;
    }

    private Task<Guid> OrderOfAsync(GivenCustomer customer) =>
        portal.Given.ReadAsync(db => db.Orders.Where(o => o.CustomerId == customer.Id).Select(o => o.Id).SingleAsync());

    /// <summary>An order that failed before its customer was made.</summary>
    private async Task<Guid> FailedAsync(GivenProvider provider, GivenCustomer like, string name)
    {
        var offer = await portal.Given.ReadAsync(db => db.Offers.SingleAsync(o => o.Id == "ALT-OFF-STD"));
        var order = Order.PlaceForNewCustomer(
            provider.Id, Guid.CreateVersion7(portal.Given.Now), like.Details with { CompanyName = name }, null,
            [new OrderLineTerms(offer.Id, offer.Name, 1, offer.Plans[0], offer.IsTrial, null)],
            new Actor(provider.Admin.Id, provider.Admin.Name, provider.Name, null, null), portal.Given.Now);
        order.Fail("The domain is taken.");
        await portal.Given.SaveAsync(db => db.Orders.Add(order));
        return order.Id;
    }
}
