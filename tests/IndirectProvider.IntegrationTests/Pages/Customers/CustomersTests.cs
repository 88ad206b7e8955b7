using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Testing.Given;

namespace IndirectProvider.IntegrationTests.Pages.Customers;

/// <summary>The list of customers and a customer's page.</summary>
public sealed class CustomersTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task The_newest_customer_is_on_top_and_the_filters_find()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        var first = await portal.Given.CustomerAsync(provider, "Ärzte am Markt", reseller);
        var second = await portal.Given.CustomerAsync(provider, "Brandt Logistik");
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        var list = await staff.OpenAsync("/customers");
        list.ExpectText("2 customers");
        Assert.True(list.Text.IndexOf(second.Name, StringComparison.Ordinal) < list.Text.IndexOf(first.Name, StringComparison.Ordinal));

        (await staff.OpenAsync("/customers?q=%C3%A4rzte")).ExpectText("1 customer").ExpectText(first.Name);
        (await staff.OpenAsync($"/customers?q={second.Domain}")).ExpectText("1 customer").ExpectText(second.Name);
        (await staff.OpenAsync($"/customers?reseller={reseller.Id}")).ExpectText("1 customer").ExpectText(first.Name);
        (await staff.OpenAsync("/customers?q=nobody+is+called+so")).ExpectText("No customer matches these filters");
        (await staff.OpenAsync("/customers?reseller=%00'%3B--&p=-5&size=1000000000&sort=zebra")).ExpectText("2 customers");
    }

    [Fact]
    public async Task A_customers_page_shows_account_and_subscriptions()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        var customer = await portal.Given.CustomerAsync(provider, reseller: reseller);
        await portal.Given.SubscriptionAsync(provider, customer, quantity: 17, reseller: reseller, supportContact: reseller);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        var page = await (await staff.OpenAsync("/customers")).ClickAsync(customer.Name);

        Assert.Equal(customer.Name, page.Heading);
        page.Expect(HttpStatusCode.OK).ExpectText("17").ExpectText(reseller.Name).ExpectText("Active: 1");
        var account = await page.ClickAsync("Account");
        Assert.Equal(customer.Admin.UserName, account.Value("Admin user name"));
        account.ExpectText(customer.ContactEmail);
        (await page.ClickAsync("Orders", page.Document.QuerySelector("nav.tabs"))).ExpectText("Completed");
    }

    [Fact]
    public async Task Another_providers_customer_and_order_do_not_exist()
    {
        var victim = await portal.Given.ProviderAsync();
        var customer = await portal.Given.CustomerAsync(victim, "Victim Distinctive Holding");
        await portal.Given.SubscriptionAsync(victim, customer);
        var orderId = await portal.Given.ReadAsync(db => Task.FromResult(db.Orders.Single(o => o.CustomerId == customer.Id).Id));
        var stranger = await portal.Given.ProviderAsync();
        using var attacker = await portal.Given.SignedInAsync(stranger.Admin);

        foreach (var path in new[] { $"/customers/{customer.Id}", $"/orders/{orderId}", $"/orders/{orderId}/confirmation", $"/orders/{orderId}/confirmation?handler=Progress" })
        {
            var page = await attacker.GetAsync(path);
            page.Expect(HttpStatusCode.NotFound);
            Assert.DoesNotContain("Victim Distinctive", page.Html, StringComparison.Ordinal);
        }

        foreach (var list in new[] { "/customers", "/orders", "/customers?q=victim", "/orders?q=Victim" })
        {
            Assert.DoesNotContain("Victim Distinctive Holding", (await attacker.OpenAsync(list)).Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Resellers_customers_and_operators_find_no_provider_pages()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        var customer = await portal.Given.CustomerAsync(provider);

        foreach (var member in new[] { reseller.Admin, customer.Admin, await portal.Given.OperatorAsync() })
        {
            using var client = await portal.Given.SignedInAsync(member);
            if (member != reseller.Admin)
            {
                (await client.GetAsync("/customers")).Expect(HttpStatusCode.NotFound);
            }

            foreach (var path in new[] { $"/customers/{customer.Id}", "/orders", $"/customers/{customer.Id}/reset-password" })
            {
                (await client.GetAsync(path)).Expect(HttpStatusCode.NotFound);
            }
        }
    }

    [Fact]
    public async Task A_helpdesk_agent_reads_customers_but_finds_no_way_to_order()
    {
        var provider = await portal.Given.ProviderAsync();
        await portal.Given.CustomerAsync(provider);
        using var helpdesk = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(provider, MemberRole.HelpdeskAgent));

        var list = await helpdesk.OpenAsync("/customers");

        Assert.False(list.HasLink("New customer"));
        (await helpdesk.GetAsync("/customers/new")).Expect(HttpStatusCode.Forbidden);
        (await helpdesk.GetAsync("/orders")).Expect(HttpStatusCode.Forbidden);
    }
}
