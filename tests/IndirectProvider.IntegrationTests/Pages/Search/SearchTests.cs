using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;

namespace IndirectProvider.IntegrationTests.Pages.Search;

/// <summary>One box finds everything somebody may see, and nothing else.</summary>
public sealed class SearchTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task Staff_finds_by_name_domain_mail_and_id()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync("Findling Systeme", partnerOf: provider);
        var customer = await portal.Given.CustomerAsync(provider, "Findling Werke", reseller: reseller);
        var subscription = await portal.Given.SubscriptionAsync(provider, customer, reseller: reseller);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        var byName = await staff.SearchAsync("findling");
        Assert.Equal(["Indirect resellers", "Customers", "Subscriptions", "Orders"], Groups(byName));
        Assert.True(byName.HasLink(reseller.Name));
        Assert.Equal(["Customers", "Subscriptions", "Orders"], Groups(await staff.OpenAsync($"/search?q={customer.Domain}")));
        Assert.Contains("Customers", Groups(await staff.OpenAsync($"/search?q={customer.Details.ContactEmail}")));
        Assert.Contains("Subscriptions", Groups(await staff.OpenAsync($"/search?q={subscription}")));
        Assert.Equal(["Indirect resellers"], Groups(await staff.OpenAsync($"/search?q={reseller.Id}")));
        Assert.Equal(customer.Details.CompanyName, (await byName.ClickAsync(customer.Details.CompanyName, byName.Section("Customers"))).Heading);
    }

    [Fact]
    public async Task Nobody_finds_what_they_may_not_see()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync("Wolkenheim Partner", partnerOf: provider);
        var neighbour = await portal.Given.ResellerAsync(partnerOf: provider);
        var customer = await portal.Given.CustomerAsync(provider, "Wolkenheim", reseller: reseller);
        var subscription = await portal.Given.SubscriptionAsync(provider, customer, reseller: reseller);
        var other = await portal.Given.ProviderAsync();
        var otherCustomer = await portal.Given.CustomerAsync(other);
        foreach (var stranger in new[] { neighbour.Admin, other.Admin, otherCustomer.Admin })
        {
            using var client = await portal.Given.SignedInAsync(stranger);
            foreach (var words in new[] { "wolkenheim", customer.Domain, customer.Id.ToString(), subscription.ToString(), reseller.Id.ToString() })
            {
                var page = await client.OpenAsync($"/search?q={words}");
                Assert.Empty(Groups(page));
                page.ExpectText("Nothing found");
            }
        }

        using var partner = await portal.Given.SignedInAsync(reseller.Admin);
        Assert.Equal(["Customers", "Subscriptions"], Groups(await partner.OpenAsync("/search?q=wolkenheim")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("%")]
    [InlineData("'; DROP TABLE Customers--")]
    [InlineData("\u0000\u202e<script>")]
    public async Task Odd_words_find_nothing_and_break_nothing(string words)
    {
        var provider = await portal.Given.ProviderAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        Assert.Empty(Groups(await staff.OpenAsync($"/search?q={Uri.EscapeDataString(words)}")));
    }

    private static IReadOnlyList<string> Groups(Page page) => [.. page.Document.QuerySelectorAll("main h2").Where(h => h.ParentElement!.LocalName == "section").Select(h => h.TextContent.Trim())];
}

internal static class SearchSteps
{
    public static async Task<Page> SearchAsync(this PortalClient client, string words)
    {
        var box = (await client.OpenAsync("/")).Control("Search the portal");
        var form = box.Closest("form")!;
        Assert.Equal("get", form.GetAttribute("method"));
        return await client.OpenAsync($"{form.GetAttribute("action")}?{box.GetAttribute("name")}={Uri.EscapeDataString(words)}");
    }

    public static AngleSharp.Dom.IElement Section(this Page page, string heading) =>
        page.Document.QuerySelectorAll("section").Single(s => s.QuerySelector("h2")?.TextContent.Trim() == heading);
}
