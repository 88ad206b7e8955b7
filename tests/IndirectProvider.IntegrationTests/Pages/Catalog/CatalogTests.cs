using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Testing.Given;

namespace IndirectProvider.IntegrationTests.Pages.Catalog;

/// <summary>The catalogue as a provider's staff reads it.</summary>
public sealed class CatalogTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task Words_category_country_and_term_narrow_the_catalog()
    {
        var provider = await portal.Given.ProviderAsync();
        using var staff = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(provider, MemberRole.HelpdeskAgent));

        var all = await staff.OpenAsync("/catalog?size=100");
        Assert.True(all.HasLink("Altostrata Office Basic"));
        var russia = await staff.OpenAsync("/catalog?country=RU&size=100");
        Assert.Contains("/catalog/ALT-AST-OFF", all.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/catalog/ALT-AST-OFF", russia.Html, StringComparison.Ordinal);
        Assert.Contains("/catalog/ALT-OFF-BAS", russia.Html, StringComparison.Ordinal);
        (await staff.OpenAsync("/catalog?q=basic+MAIL")).ExpectText("Altostrata Office Basic");
        (await staff.OpenAsync("/catalog?category=backup")).ExpectText("4 products");
        var triennial = await staff.OpenAsync("/catalog?term=P3Y&q=ALT-TRN-SEC");
        triennial.ExpectText("No product matches these filters");
        (await staff.OpenAsync("/catalog?category=banana&country=Atlantis&term=P9Y&p=-5&size=abc&sort=x")).ExpectText("49 products");
        Assert.DoesNotContain("€", all.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_product_says_what_it_is_and_where_it_is_not_sold()
    {
        var provider = await portal.Given.ProviderAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin, "de");

        var page = await staff.OpenAsync("/catalog/ALT-TEL-DOM");
        Assert.StartsWith("In allen Ländern im Verkauf außer ", page.Value("Verfügbarkeit"), StringComparison.Ordinal);
        Assert.Contains("Russland", page.Value("Verfügbarkeit"), StringComparison.Ordinal);
        Assert.Equal("1–300", page.Value("Lizenzen"));
        Assert.Contains("1 Jahr: monatlich, jährlich", page.Value("Laufzeiten und Abrechnung"), StringComparison.Ordinal);
        Assert.EndsWith("/catalog/ALT-TEL-STD", ((AngleSharp.Html.Dom.IHtmlAnchorElement)page.Document.QuerySelector("dd a[href*='ALT-TEL-STD']")!).Href, StringComparison.Ordinal);

        Assert.Equal("25", (await staff.OpenAsync("/catalog/ALT-OFF-STD-TRY")).Value("Lizenzen"));
        (await staff.GetAsync("/catalog/ALT-OFF-XXX")).Expect(HttpStatusCode.NotFound);
        (await staff.GetAsync($"/catalog/{new string('x', 400)}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task It_is_the_providers_own_and_can_be_exported()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        using var other = await portal.Given.SignedInAsync(reseller.Admin);

        var file = await staff.GetAsync("/catalog?handler=Export&category=backup");
        Assert.Equal(5, file.Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        (await (await staff.GetAsync("/catalog?handler=Export&q=nothing+is+called+so")).FollowToAsync("/catalog?q=nothing%20is%20called%20so"))
            .ExpectText("There is nothing to export.");
        (await other.GetAsync("/catalog")).Expect(HttpStatusCode.NotFound);
        (await other.GetAsync("/catalog/ALT-OFF-BAS")).Expect(HttpStatusCode.NotFound);
    }
}
