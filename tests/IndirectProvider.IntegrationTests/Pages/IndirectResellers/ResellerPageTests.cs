using IndirectProvider.Accounts;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;

namespace IndirectProvider.IntegrationTests.Pages.IndirectResellers;

/// <summary>The list of resellers, a reseller's page, and the reseller's own list of providers.</summary>
public sealed class ResellerPageTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task Search_and_filters_find_resellers_and_export_them()
    {
        var provider = await portal.Given.ProviderAsync();
        var alpha = await portal.Given.ResellerAsync("Alpha Systems", partnerOf: provider);
        var beta = await portal.Given.ResellerAsync("Beta Systems", "FR", agreement: false, partnerOf: provider);
        var stranger = await portal.Given.ResellerAsync("Distinctive Stranger", partnerOf: await portal.Given.ProviderAsync());
        await portal.Given.CustomerAsync(provider, reseller: alpha);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        var list = await staff.OpenAsync("/indirect-resellers");
        list.ExpectText("2 indirect resellers");
        Assert.False(list.Shows(stranger.Name));
        foreach (var query in new[] { $"q={beta.PartnerId}", "q=beta", $"q={beta.Admin.UserName}", "country=FR", "agreement=missing" })
        {
            (await staff.OpenAsync($"/indirect-resellers?{query}")).ExpectText("1 indirect reseller").ExpectText(beta.Name);
        }

        (await staff.OpenAsync("/indirect-resellers?state=ended")).ExpectText("No reseller matches these filters");
        (await staff.OpenAsync("/indirect-resellers?state=banana&country=XX&agreement=7&p=-5&size=abc&sort=x")).ExpectText("2 indirect resellers");
        var file = await staff.GetAsync("/indirect-resellers?handler=Export&country=FR");
        Assert.Contains($"{beta.Name},{beta.PartnerId},France,", file.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(alpha.Name, file.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resellers_page_shows_what_it_does_and_leads_to_all_of_it()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        var customer = await portal.Given.CustomerAsync(provider, "Managed Works", reseller);
        for (var i = 0; i < 6; i++)
        {
            await portal.Given.SubscriptionAsync(provider, customer, "ALT-OFF-STD", 10 + i, reseller, supportContact: i == 0 ? reseller : null);
        }

        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var page = await (await staff.OpenAsync("/indirect-resellers")).ClickAsync(reseller.Name);

        Assert.Equal(reseller.Name, page.Heading);
        Assert.Equal(reseller.PartnerId, page.Value("PartnerID"));
        Assert.StartsWith("Accepted", page.Value("Partner agreement"), StringComparison.Ordinal);
        Assert.Contains(reseller.Admin.UserName, page.Value("Primary contact"), StringComparison.Ordinal);
        Assert.Contains("10115 Berlin", page.Value("Address"), StringComparison.Ordinal);
        Assert.True(page.HasLink("1 Customers") && page.HasLink("6 Subscriptions credited") && page.HasLink("1 Support assignments"));
        (await page.ClickAsync("Show all 6 subscriptions")).ExpectText("6 subscriptions");
        (await page.ClickAsync("1 Support assignments")).ExpectText("1 subscription");
        (await page.ClickAsync("View customers")).ExpectText("1 customer").ExpectText(customer.Name);
        Assert.EndsWith($"/customers/new?reseller={reseller.Id}", page.Link("Add new customer").Href, StringComparison.Ordinal);

        var remove = await page.ClickAsync("Remove partnership");
        await (await remove.Form("Remove partnership").SubmitAsync("Remove partnership")).FollowToAsync("/indirect-resellers");
        using var german = await portal.Given.SignedInAsync(provider.Admin, "de");
        var ended = await german.OpenAsync($"/indirect-resellers/{reseller.Id}");
        ended.ExpectText("Die Partnerschaft ist beendet").ExpectText("Die Firma verwaltet keinen Ihrer Kunden.");
        Assert.False(ended.HasLink("Neuen Kunden hinzufügen") || ended.HasLink("Partnerschaft entfernen"));
    }

    [Fact]
    public async Task A_sales_agent_adds_customers_but_removes_no_partnership()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(agreement: false, partnerOf: provider);
        using var sales = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(provider, MemberRole.SalesAgent));

        var page = await sales.OpenAsync($"/indirect-resellers/{reseller.Id}");

        page.ExpectText("The partner agreement is not accepted yet");
        Assert.True(page.HasLink("Add new customer"));
        Assert.False(page.HasLink("Remove partnership"));
    }

    [Fact]
    public async Task A_reseller_reads_contact_since_and_counts_of_its_providers()
    {
        var present = await portal.Given.ProviderAsync("Present Distribution");
        var former = await portal.Given.ProviderAsync("Former Distribution");
        var reseller = await portal.Given.ResellerAsync(partnerOf: [present, former]);
        var customer = await portal.Given.CustomerAsync(present, reseller: reseller);
        await portal.Given.SubscriptionAsync(present, customer, "ALT-OFF-STD");
        await portal.Given.SubscriptionAsync(present, customer, "ALT-MAL-STD");
        await portal.Given.CustomerAsync(present, "Not Ours");
        await portal.Given.CustomerAsync(former, "Theirs", reseller);
        using (var staff = await portal.Given.SignedInAsync(former.Admin))
        {
            await (await staff.OpenAsync($"/indirect-resellers/{reseller.Id}/remove")).Form("Remove partnership").SubmitAsync("Remove partnership");
        }

        using var client = await portal.Given.SignedInAsync(reseller.Admin);
        var list = await client.OpenAsync("/indirect-providers");

        var row = list.Row(present.Name);
        Assert.Equal(["1", "2"], row.QuerySelectorAll("td.number").Select(AccessibleName.VisibleText));
        Assert.Contains(present.SupportEmail, AccessibleName.VisibleText(row), StringComparison.Ordinal);
        var ended = AccessibleName.VisibleText(list.Row(former.Name));
        Assert.True(ended.Contains("Ended", StringComparison.Ordinal) && ended.Contains("Ended on", StringComparison.Ordinal), ended);
    }
}
