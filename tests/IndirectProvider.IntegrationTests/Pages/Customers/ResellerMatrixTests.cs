using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;

namespace IndirectProvider.IntegrationTests.Pages.Customers;

/// <summary>The four kinds of reseller on every page of a customer, as the matrix has it.</summary>
public sealed class ResellerMatrixTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private GivenProvider provider = null!;
    private GivenReseller associated = null!;
    private GivenReseller credited = null!;
    private GivenReseller support = null!;
    private GivenReseller none = null!;
    private GivenCustomer customer = null!;

    [Fact]
    public async Task Each_sees_what_the_matrix_gives_it()
    {
        await GivenAllKindsAsync();
        var whole = new[] { "", "/account", "/activity", "/account/edit", "/account/bill-to" };
        var providerOnly = new[] { "/orders", "/admin-relationships", "/admin-relationships/add", $"/admin-relationships/{associated.Id}/remove", "/reset-password" };

        foreach (var (reseller, seen, total) in new[] { (associated, whole, 2), (credited, [""], 1), (support, [""], 1), (none, (string[])[], 0) })
        {
            using var client = await portal.Given.SignedInAsync(reseller.Admin);
            foreach (var path in whole.Concat(providerOnly))
            {
                var page = await client.GetAsync($"/customers/{customer.Id}{path}");
                Assert.True(page.Status == (seen.Contains(path) ? HttpStatusCode.OK : HttpStatusCode.NotFound), $"{reseller.Name} {path}: {page.Status}");
                ExpectNoStranger(page, reseller);
            }

            var list = await client.OpenAsync("/customers");
            ExpectNoStranger(list, reseller);
            Assert.Equal(total > 0, list.HasLink(customer.Name));
            if (total > 0)
            {
                Assert.Equal(total, (await client.OpenAsync($"/customers/{customer.Id}")).Document.QuerySelectorAll("main tbody tr").Length);
            }
        }
    }

    [Fact]
    public async Task Who_only_supports_or_is_credited_sees_name_and_contact_and_finds_by_nothing_else()
    {
        await GivenAllKindsAsync();
        foreach (var (reseller, part) in new[] { (credited, "Manages subscriptions"), (support, "Support contact") })
        {
            using var client = await portal.Given.SignedInAsync(reseller.Admin);

            var page = await client.OpenAsync($"/customers/{customer.Id}");
            page.ExpectText(customer.ContactEmail).ExpectText(part);
            Assert.False(page.HasLink("Account") || page.HasLink("Activity") || page.HasLink("Users and licenses") || page.HasLink("Orders") || page.HasLink("Add subscription"));
            var list = await client.OpenAsync($"/customers?open={customer.Id}");
            list.ExpectText(part);
            Assert.Contains(customer.ContactEmail, list.Html, StringComparison.Ordinal);
            Assert.Equal(customer.Name, (await list.ClickAsync(customer.Name)).Heading);
            foreach (var html in new[] { page.Html, list.Html })
            {
                Assert.DoesNotContain(customer.Domain, html, StringComparison.Ordinal);
                Assert.DoesNotContain("Hamburg", html, StringComparison.Ordinal);
            }

            (await client.OpenAsync($"/customers?q={customer.Domain}")).ExpectText("No customer matches");
            (await client.OpenAsync("/customers?country=DE")).ExpectText("No customer matches");
            var file = await client.GetAsync("/customers?handler=Export");
            Assert.DoesNotContain(customer.Domain, file.Html, StringComparison.Ordinal);
            Assert.Contains(part, file.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_reseller_reads_only_with_a_role_and_edits_only_as_agent()
    {
        await GivenAllKindsAsync();
        using var sales = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(associated, MemberRole.SalesAgent));
        using var member = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(associated, MemberRole.Member));
        using var german = await portal.Given.SignedInAsync(associated.Admin, "de");

        Assert.False((await sales.OpenAsync($"/customers/{customer.Id}/account")).HasLink("Edit company and contact"));
        (await sales.GetAsync($"/customers/{customer.Id}/account/edit")).Expect(HttpStatusCode.Forbidden);
        (await member.GetAsync("/customers")).Expect(HttpStatusCode.Forbidden);
        (await german.OpenAsync("/customers")).ExpectText("Verwaltet das Konto").ExpectText(provider.Name);
    }

    private void ExpectNoStranger(Page page, GivenReseller reader)
    {
        foreach (var other in new[] { associated, credited, support, none }.Where(r => r != reader))
        {
            Assert.DoesNotContain(other.Name, page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(other.Admin.Name, page.Html, StringComparison.Ordinal);
        }
    }

    private async Task GivenAllKindsAsync()
    {
        provider = await portal.Given.ProviderAsync();
        associated = await portal.Given.ResellerAsync("Associated", partnerOf: provider);
        credited = await portal.Given.ResellerAsync("Credited", partnerOf: provider);
        support = await portal.Given.ResellerAsync("Supporter", partnerOf: provider);
        none = await portal.Given.ResellerAsync("Uninvolved", partnerOf: provider);
        customer = await portal.Given.CustomerAsync(provider, "Matrix", associated);
        await portal.Given.SubscriptionAsync(provider, customer, reseller: credited);
        await portal.Given.SubscriptionAsync(provider, customer, supportContact: support);
    }
}
