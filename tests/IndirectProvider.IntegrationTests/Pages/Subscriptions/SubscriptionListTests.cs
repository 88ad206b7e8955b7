using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Partnerships;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Subscriptions;

/// <summary>The same list for provider, reseller and customer: each sees its own.</summary>
public sealed class SubscriptionListTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task A_provider_searches_and_filters_its_subscriptions()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        var one = await portal.Given.CustomerAsync(provider, "Ärzte am Markt", reseller);
        var two = await portal.Given.CustomerAsync(provider, "Brandt Logistik");
        var credited = await portal.Given.SubscriptionAsync(provider, one, "ALT-OFF-STD", 10, reseller, supportContact: reseller);
        await portal.Given.SubscriptionAsync(provider, two, "ALT-MAL-STD", 1234);
        await portal.Given.SubscriptionAsync(provider, two, "ALT-OFF-STD-TRY", 25);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        var list = await staff.OpenAsync("/subscriptions");
        list.ExpectText("3 subscriptions").ExpectText("1,234");
        Assert.EndsWith($"/customers/{one.Id}/subscriptions/{credited}", list.Link("Altostrata Office Standard").Href, StringComparison.Ordinal);
        foreach (var query in new[]
        {
            "q=%C3%A4RZTE", $"q={credited}", $"q={one.Id}", $"reseller={reseller.Id}", $"support={reseller.Id}", "product=ALT-OFF-STD", "state=active&product=ALT-OFF-STD",
        })
        {
            (await staff.OpenAsync($"/subscriptions?{query}")).ExpectText("1 subscription").ExpectText(one.Name);
        }

        (await staff.OpenAsync("/subscriptions?reseller=none")).ExpectText("2 subscriptions");
        (await staff.OpenAsync("/subscriptions?ends=30&q=trial")).ExpectText("1 subscription");
        (await staff.OpenAsync("/subscriptions?state=Suspended")).ExpectText("No subscription matches these filters");
        var nonsense = await staff.OpenAsync("/subscriptions?state=banana&reseller=not-a-guid&support=7&product=%00&ends=-1&p=-5&size=abc&sort=x&open=x");
        nonsense.ExpectText("3 subscriptions");
        Assert.All(nonsense.Document.QuerySelectorAll("form select"), select => Assert.Null(select.QuerySelector("option[selected]")));
    }

    [Fact]
    public async Task A_row_opens_in_place_also_without_script()
    {
        var provider = await portal.Given.ProviderAsync();
        var customer = await portal.Given.CustomerAsync(provider);
        var id = await portal.Given.SubscriptionAsync(provider, customer);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        var list = await staff.OpenAsync("/subscriptions?sort=ends");
        Assert.True(list.Document.GetElementById($"row-{id}")!.HasAttribute("hidden"));
        var open = await list.ClickAsync("Details of Altostrata Office Standard");

        Assert.False(open.Document.GetElementById($"row-{id}")!.HasAttribute("hidden"));
        Assert.Equal("true", open.Link("Details of Altostrata Office Standard").GetAttribute("aria-expanded"));
        Assert.Equal($"{id}", open.Value("Subscription id"));
        Assert.True(open.HasLink("Open order"));
    }

    [Fact]
    public async Task A_reseller_sees_what_the_matrix_gives_it_and_no_more()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync("Our Reseller", partnerOf: provider);
        var rival = await portal.Given.ResellerAsync("Distinctive Rival", partnerOf: provider);
        var managed = await portal.Given.CustomerAsync(provider, "Managed Works", reseller);
        var shared = await portal.Given.CustomerAsync(provider, "Shared Works", rival);
        var foreign = await portal.Given.CustomerAsync(provider, "Foreign Works", rival);
        await portal.Given.SubscriptionAsync(provider, managed, "ALT-OFF-STD", 3, rival, supportContact: rival);
        await portal.Given.SubscriptionAsync(provider, shared, "ALT-MAL-STD", 4, supportContact: reseller);
        await portal.Given.SubscriptionAsync(provider, shared, "ALT-CRM-ENT", 5, rival);
        await portal.Given.SubscriptionAsync(provider, foreign, "ALT-CRM-ENT", 6, rival);
        using var client = await portal.Given.SignedInAsync(reseller.Admin);

        var list = await client.OpenAsync("/subscriptions");
        list.ExpectText("2 subscriptions").ExpectText(managed.Name).ExpectText(shared.Name).ExpectText(provider.Name);
        var file = await client.GetAsync("/subscriptions?handler=Export");
        var support = await client.OpenAsync("/support-contact");
        foreach (var page in new[] { list, file, support, await client.OpenAsync($"/subscriptions?reseller={rival.Id}") })
        {
            Assert.DoesNotContain(rival.Name, page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(foreign.Name, page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("Enterprise", page.Html, StringComparison.Ordinal);
        }

        var row = AccessibleName.VisibleText(support.Row(shared.Name));
        Assert.All(new[] { "Clara Customer", shared.ContactEmail, "+4940123456", "Active", "Renews on", provider.Name }, text => Assert.Contains(text, row, StringComparison.Ordinal));
        Assert.False(support.Shows(managed.Name));
        Assert.Contains(shared.ContactEmail, (await client.GetAsync("/support-contact?handler=Export")).Html, StringComparison.Ordinal);

        await portal.Given.ReadAsync(db => db.Partnerships.Where(p => p.ResellerId == reseller.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.State, PartnershipState.Ended)));
        (await client.OpenAsync("/subscriptions")).ExpectText("No subscriptions yet");
        (await client.OpenAsync("/support-contact")).ExpectText("You are not the support contact of any subscription");
    }

    [Fact]
    public async Task A_customer_sees_its_own_with_the_support_contact()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        var customer = await portal.Given.CustomerAsync(provider);
        await portal.Given.SubscriptionAsync(provider, customer, "ALT-OFF-STD", 17, reseller, supportContact: reseller);
        await portal.Given.SubscriptionAsync(provider, customer, "ALT-MAL-STD", 5);
        var neighbour = await portal.Given.CustomerAsync(provider, "Distinctive Neighbour");
        await portal.Given.SubscriptionAsync(provider, neighbour, "ALT-CRM-ENT");
        using var client = await portal.Given.SignedInAsync(customer.Admin, "de");

        var list = await client.OpenAsync("/subscriptions");

        list.ExpectText("2 Abonnements");
        var rows = list.Document.QuerySelectorAll("tbody tr:not([hidden])").Select(AccessibleName.VisibleText).ToList();
        Assert.Contains(rows, r => r.Contains("17", StringComparison.Ordinal) && r.Contains(reseller.Name, StringComparison.Ordinal) && r.Contains("+4930654321", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains(provider.Name, StringComparison.Ordinal) && r.Contains(provider.SupportEmail, StringComparison.Ordinal));
        Assert.DoesNotContain("Sales Enterprise", list.Html, StringComparison.Ordinal);
        Assert.False(list.HasLink("Kunde öffnen"));
        Assert.DoesNotContain("Kunde;", (await client.GetAsync("/subscriptions?handler=Export")).Html, StringComparison.Ordinal);
        (await client.GetAsync("/renewals")).Expect(HttpStatusCode.NotFound);
        (await client.GetAsync("/support-contact")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Members_without_a_role_are_told_so()
    {
        var provider = await portal.Given.ProviderAsync();
        using var nobody = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(provider, MemberRole.Member));
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        foreach (var path in new[] { "/subscriptions", "/renewals", "/catalog", "/orders" })
        {
            (await nobody.GetAsync(path)).Expect(HttpStatusCode.Forbidden);
        }

        (await staff.GetAsync("/support-contact")).Expect(HttpStatusCode.NotFound);
        (await staff.OpenAsync("/subscriptions")).ExpectText("No subscriptions yet");
    }
}
