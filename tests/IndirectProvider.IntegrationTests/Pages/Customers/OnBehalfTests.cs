using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;

namespace IndirectProvider.IntegrationTests.Pages.Customers;

/// <summary>Whoever works in a customer's account on its behalf reads on every page whose account it is and by what right.</summary>
public sealed class OnBehalfTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task Every_page_of_a_customer_names_customer_and_right_to_all_but_its_own_people()
    {
        var provider = await portal.Given.ProviderAsync();
        var manager = await portal.Given.ResellerAsync("Manager", partnerOf: provider);
        var credited = await portal.Given.ResellerAsync("Credited", partnerOf: provider);
        var support = await portal.Given.ResellerAsync("Support", partnerOf: provider);
        var customer = await portal.Given.CustomerAsync(provider, reseller: manager);
        var subscription = await portal.Given.SubscriptionAsync(provider, customer, reseller: credited, supportContact: support);
        string[] read = ["", $"/subscriptions/{subscription}"];
        string[] managed = [.. read, "/account", "/account/edit", "/users", "/users/new", $"/users/{customer.Admin.Id}", "/activity", $"/subscriptions/{subscription}/licenses"];

        await EverywhereAsync(provider.Admin, [.. managed, "/orders", "/admin-relationships", "/reset-password", $"/subscriptions/{subscription}/cancel"], $"You work in the account of {customer.Name} as its indirect provider.");
        await EverywhereAsync(manager.Admin, managed, $"You work in the account of {customer.Name} as the indirect reseller that manages it.");
        await EverywhereAsync(credited.Admin, read, $"You work in the account of {customer.Name}: your company is credited on one subscription only.");
        await EverywhereAsync(support.Admin, read, $"You work in the account of {customer.Name} as designated support contact.");
        using var own = await portal.Given.SignedInAsync(customer.Admin);
        foreach (var path in new[] { "/", "/users", $"/customers/{customer.Id}/subscriptions/{subscription}" })
        {
            Assert.Null(Banner(await own.OpenAsync(path)));
        }

        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        foreach (var path in new[] { "/", "/customers", "/orders" })
        {
            Assert.Null(Banner(await staff.OpenAsync(path)));
        }

        Assert.Null(Banner(await staff.GetAsync($"/customers/{Guid.CreateVersion7()}")));

        async Task EverywhereAsync(GivenMember who, string[] paths, string sentence)
        {
            using var browser = await portal.Given.SignedInAsync(who);
            foreach (var path in paths)
            {
                Assert.Equal((path, sentence), (path, Banner(await browser.OpenAsync($"/customers/{customer.Id}{path}"))));
            }
        }
    }

    private static string? Banner(Page page) => page.Document.QuerySelector("main [role=note]")?.TextContent;
}
