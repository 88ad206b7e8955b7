using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Customers;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Customers;

/// <summary>The list of customers: finding, paging, exporting, tagging, opening rows.</summary>
public sealed class CustomerListTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task Each_key_finds_the_customer()
    {
        var provider = await portal.Given.ProviderAsync();
        var customer = await portal.Given.CustomerAsync(provider, "Ärzte am Markt");
        await portal.Given.CustomerAsync(provider, "Somebody Else");
        var subscription = await portal.Given.SubscriptionAsync(provider, customer);
        var (tenantId, vendorId) = await portal.Given.ReadAsync(async db => (
            await db.Customers.Where(c => c.Id == customer.Id).Select(c => c.TenantId).SingleAsync(),
            await db.Subscriptions.Where(s => s.Id == subscription).Select(s => s.VendorId).SingleAsync()));
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        foreach (var key in new[] { "am%20markt", customer.Domain, customer.ContactEmail.ToUpperInvariant(), $"{customer.Id}", tenantId, $"{subscription}".ToUpperInvariant(), vendorId })
        {
            (await staff.OpenAsync($"/customers?q={key}")).ExpectText("1 customer").ExpectText(customer.Name);
        }

        (await staff.OpenAsync($"/customers?q={Guid.CreateVersion7()}")).ExpectText("No customer matches these filters");
    }

    [Fact]
    public async Task Filters_find_and_nonsense_is_no_filter()
    {
        var provider = await portal.Given.ProviderAsync(country: "US");
        var reseller = await portal.Given.ResellerAsync(country: "US", partnerOf: provider);
        var managed = await portal.Given.CustomerAsync(provider, "Managed", reseller);
        await portal.Given.SubscriptionAsync(provider, managed);
        var oregon = await InStateAsync(provider, "OR");
        await InStateAsync(provider, "WA");
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        (await staff.OpenAsync($"/customers?reseller={reseller.Id}")).ExpectText("1 customer").ExpectText(managed.Name);
        (await staff.OpenAsync("/customers?subscription=Active")).ExpectText("1 customer").ExpectText(managed.Name);
        (await staff.OpenAsync("/customers?subscription=suspended")).ExpectText("No customer matches these filters");
        var country = await staff.OpenAsync("/customers?country=US");
        var chosen = await country.Form("Filter").Fill("State or region", "Oregon").SubmitAsync("Filter");
        chosen.ExpectText("1 customer").ExpectText(oregon);

        var nonsense = await staff.OpenAsync("/customers?country=XX&state=%00&reseller=abc&subscription=7&tag='&sort=%00&size=-1&after=%F0%28&before=zzz&open=%27&p=9");
        nonsense.ExpectText("3 customers");
        Assert.False(nonsense.HasLink("Clear filters"));
    }

    [Fact]
    public async Task Pages_follow_each_other_both_ways_also_with_equal_values_and_when_rows_are_added()
    {
        var provider = await portal.Given.ProviderAsync();
        var names = new List<string>();
        for (var i = 0; i < 60; i++)
        {
            names.Add(await InStateAsync(provider, null, i < 40 ? "Equal" : $"Other {i}"));
        }

        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        foreach (var sort in new[] { "name", "country", "-country", "", "added" })
        {
            var first = await staff.OpenAsync($"/customers?sort={sort}");
            first.ExpectText("60 customers");
            Assert.False(first.HasLink("Previous"));
            var second = await first.ClickAsync("Next");
            var third = await second.ClickAsync("Next");
            Assert.False(third.HasLink("Next"));
            var seen = Ids(first).Concat(Ids(second)).Concat(Ids(third)).ToList();
            Assert.Equal((60, 60), (seen.Count, seen.Distinct().Count()));
            var back = await third.ClickAsync("Previous");
            Assert.Equal(Ids(second), Ids(back));
            Assert.Equal(Ids(first), Ids(await back.ClickAsync("Previous")));
        }

        // Newest first: what is added stands before the page, and shifts nothing behind it.
        var page = await staff.OpenAsync("/customers");
        var next = page.Link("Next").GetAttribute("href")!;
        var before = Ids(await staff.OpenAsync(next));
        portal.Clock.Advance(TimeSpan.FromSeconds(5));
        await InStateAsync(provider, null, "Newcomer");
        var after = await staff.OpenAsync(next);
        Assert.Equal(before, Ids(after));
        Assert.Equal(Ids(page), Ids(await after.ClickAsync("Previous")));
        (await (await after.ClickAsync("Previous")).ClickAsync("Previous")).ExpectText("Newcomer");
    }

    [Fact]
    public async Task The_export_holds_what_is_filtered_and_no_formula()
    {
        var provider = await portal.Given.ProviderAsync();
        var evil = await portal.Given.CustomerAsync(provider, "=1+1");
        await portal.Given.CustomerAsync(provider, "Harmless");
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        var file = await (await staff.OpenAsync($"/customers?q={evil.Domain}&sort=name")).ClickAsync("Export CSV");

        var lines = file.Html.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("Customer,Domain,Country,Indirect reseller,Tags,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"'{evil.Name},{evil.Domain},Germany,", lines[1], StringComparison.Ordinal);
        Assert.Contains($"{evil.Id}", lines[1], StringComparison.Ordinal);
        (await (await staff.GetAsync("/customers?handler=Export&q=nobody")).FollowToAsync("/customers?q=nobody")).ExpectText("There is nothing to export.");
    }

    [Fact]
    public async Task Many_customers_get_and_lose_a_tag_at_once()
    {
        var provider = await portal.Given.ProviderAsync();
        var first = await portal.Given.CustomerAsync(provider, "First");
        var second = await portal.Given.CustomerAsync(provider, "Second");
        var third = await portal.Given.CustomerAsync(provider, "Third");
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        var list = await staff.OpenAsync("/customers?sort=name");
        var answer = await Ticked(list, first, second).Fill("Tag for the ticked customers", "  Key   account ").SubmitAsync("Add tag");
        list = await answer.FollowToAsync("/customers?sort=name");
        list.ExpectText("2 customers have the tag Key account now that didn't have it.");
        list = await (await Ticked(list, first, third).Fill("Tag for the ticked customers", "KEY ACCOUNT").SubmitAsync("Add tag")).FollowAsync();
        list.ExpectText("1 customers have the tag KEY ACCOUNT");

        var filtered = await list.Form("Filter").Fill("Tag", "Key account").SubmitAsync("Filter");
        filtered.ExpectText("3 customers");
        (await staff.OpenAsync($"/customers/{first.Id}/account")).ExpectText("Key account");
        (await (await Ticked(filtered, first).Fill("Tag for the ticked customers", "key account").SubmitAsync("Remove tag")).FollowAsync()).ExpectText("2 customers");
        Assert.Equal(3, await portal.Given.ReadAsync(db => db.AuditRecords.CountAsync(r => r.ProviderId == provider.Id && r.Action == AuditAction.CustomerTagged && r.CustomerId == null)));
        Assert.Equal(1, await portal.Given.ReadAsync(db => db.Tags.CountAsync(t => t.ProviderId == provider.Id)));

        using var german = await portal.Given.SignedInAsync(provider.Admin, "de");
        (await german.OpenAsync("/customers")).ExpectText("Schlagwort für die angehakten Kunden").ExpectText("3 Kunden");
    }

    [Fact]
    public async Task A_tag_that_cannot_be_given_changes_nothing()
    {
        var provider = await portal.Given.ProviderAsync();
        var customer = await portal.Given.CustomerAsync(provider, "Own");
        var foreign = await portal.Given.CustomerAsync(await portal.Given.ProviderAsync(), "Victim");
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var list = await staff.OpenAsync("/customers");

        var blank = await Ticked(list, customer).Fill("Tag for the ticked customers", " - ").SubmitAsync("Add tag");
        Assert.Equal("Enter a tag.", blank.Expect(HttpStatusCode.BadRequest).ErrorAt("Tag for the ticked customers"));
        Assert.True(blank.Control($"Tick {customer.Name}").HasAttribute("checked"));
        var longTag = await Ticked(list, customer).Fill("Tag for the ticked customers", new string('x', 41)).SubmitAsync("Add tag");
        Assert.Equal("Use at most 40 characters.", longTag.ErrorAt("Tag for the ticked customers"));
        Assert.Contains("Tick at least one customer.", (await Ticked(await staff.OpenAsync("/customers")).Fill("Tag for the ticked customers", "VIP").SubmitAsync("Add tag")).ErrorSummary);
        Assert.Equal("None of these customers has this tag.", (await Ticked(list, customer).Fill("Tag for the ticked customers", "VIP").SubmitAsync("Remove tag")).ErrorAt("Tag for the ticked customers"));

        foreach (var id in new[] { $"{foreign.Id}", $"{Guid.CreateVersion7()}", "nonsense" })
        {
            var tampered = await Ticked(list, customer).Fill("Tag for the ticked customers", "VIP").Tamper("Input.CustomerIds", id).SubmitAsync("Add tag");
            tampered.Expect(HttpStatusCode.NotFound);
        }

        using var helpdesk = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(provider, MemberRole.HelpdeskAgent));
        Assert.False((await helpdesk.OpenAsync("/customers")).HasButton("Add tag"));
        Assert.Equal(0, await portal.Given.ReadAsync(db => db.Tags.CountAsync(t => t.ProviderId == provider.Id)));
        Assert.Equal(0, await portal.Given.ReadAsync(db => db.CustomerTags.CountAsync(t => t.CustomerId == foreign.Id)));
    }

    [Fact]
    public async Task A_row_opens_in_place_with_ids_and_actions()
    {
        var provider = await portal.Given.ProviderAsync();
        var customer = await portal.Given.CustomerAsync(provider);
        await portal.Given.SubscriptionAsync(provider, customer, quantity: 23);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        var list = await staff.OpenAsync("/customers");
        Assert.Equal("false", list.Link($"Details of {customer.Name}").GetAttribute("aria-expanded"));
        Assert.Null(list.Document.QuerySelector(".row-more"));
        var open = await list.ClickAsync($"Details of {customer.Name}");

        Assert.Equal("true", open.Link($"Details of {customer.Name}").GetAttribute("aria-expanded"));
        var detail = open.Document.QuerySelector(".row-more")!;
        Assert.Contains($"{customer.Id}", detail.TextContent, StringComparison.Ordinal);
        Assert.Contains("23 licenses", detail.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/customers/{customer.Id}/add-subscription", open.Link("Add subscription", detail).GetAttribute("href"));
        Assert.Equal($"/customers/{customer.Id}/reset-password", open.Link("Reset administrator password", detail).GetAttribute("href"));
        Assert.Equal($"/customers/{customer.Id}", open.Link("Open", detail).GetAttribute("href"));

        // With script the row alone is fetched.
        var row = await staff.OpenAsync($"/customers{list.Link($"Details of {customer.Name}").GetAttribute("data-more")}");
        row.ExpectText($"{customer.Id}").ExpectText("23 licenses");
        Assert.DoesNotContain("<html", row.Html, StringComparison.Ordinal);
        var stranger = await portal.Given.CustomerAsync(await portal.Given.ProviderAsync());
        (await staff.GetAsync($"/customers?handler=Detail&open={stranger.Id}")).Expect(HttpStatusCode.NotFound);
    }

    private static HtmlForm Ticked(Page list, params GivenCustomer[] customers)
    {
        var form = list.Form("Add tag");
        foreach (var customer in customers)
        {
            form.Tick($"Tick {customer.Name}");
        }

        return form;
    }

    private static List<string> Ids(Page list) => [.. list.Document.QuerySelectorAll("[data-expand]").Select(row => row.GetAttribute("data-expand")!)];

    private async Task<string> InStateAsync(GivenProvider provider, string? state, string name = "Stateful")
    {
        var prefix = $"s{Guid.NewGuid():N}"[..20];
        var details = new CustomerDetails(
            name, prefix, new PostalAddress("Main Street 1", null, "Salem", state, "97301", provider.Country),
            "Clara", "Contact", $"{prefix}@customer.example", null, null, "en", "Clara Contact", $"{prefix}@customer.example", new DateOnly(2026, 1, 1));
        await portal.Given.SaveAsync(db => db.Customers.Add(
            Customer.Create(provider.Id, $"{Guid.NewGuid()}", new TenantNaming("tenants.example"), details, portal.Given.Now)));
        return name;
    }
}
