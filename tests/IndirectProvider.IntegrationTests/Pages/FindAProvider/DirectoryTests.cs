using System.Net;
using IndirectProvider.Organisations;
using IndirectProvider.Testing;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;

namespace IndirectProvider.IntegrationTests.Pages.FindAProvider;

/// <summary>The public directory: only listed providers, for everybody alike, kept by any cache.</summary>
public sealed class DirectoryTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private const string Directory = "/find-a-provider";

    [Fact]
    public async Task Only_listed_providers_stand_there_by_country()
    {
        var listed = await ListedAsync("Lighthouse", about: "Cloud for ports & <harbours>.");
        var hidden = await portal.Given.ProviderAsync("Hidden");
        using var reader = portal.NewClient();

        var page = await (await reader.OpenAsync("/sign-in")).ClickAsync("Find a provider");

        Assert.Equal("Find a provider", page.Expect(HttpStatusCode.OK).Heading);
        page.ExpectText(listed.Name).ExpectText("Cloud for ports & <harbours>.").ExpectText(listed.SupportEmail);
        Assert.DoesNotContain(hidden.Name, page.Html, StringComparison.Ordinal);
        var profile = await page.ClickAsync(listed.Name);
        Assert.Equal(listed.Name, profile.Expect(HttpStatusCode.OK).Heading);
        Assert.Equal($"{listed.Name} GmbH", profile.Value("Legal name"));
        Assert.Equal("nofollow noopener", profile.Link("lighthouse.example").GetAttribute("rel"));
        Assert.Equal("\"Cloud for ports \\u0026 \\u003Charbours\\u003E.\"", JsonLd(profile, "description"));
    }

    [Fact]
    public async Task Filters_offer_only_countries_with_providers_and_say_when_nothing_matches()
    {
        var french = await ListedAsync("Phare", "FR");
        var german = await ListedAsync("Leuchtturm");
        await portal.Given.ProviderAsync("Faro", "ES");
        using var reader = portal.NewClient();

        var filter = (await reader.OpenAsync(Directory)).Form("Search");
        Assert.Contains("France", filter.Options("Country"));
        Assert.DoesNotContain("Spain", filter.Options("Country"));
        var france = (await filter.Fill("Country", "France").SubmitAsync("Search")).ExpectText(french.Name);
        Assert.DoesNotContain(german.Name, france.Text, StringComparison.Ordinal);
        var named = (await reader.OpenAsync($"{Directory}?q={german.Name.ToUpperInvariant()}")).ExpectText(german.Name);
        Assert.DoesNotContain(french.Name, named.Text, StringComparison.Ordinal);
        foreach (var nothing in new[] { "?country=XX", "?country=ES", "?q=nobody+has+this+name", "?q=%00%FF" })
        {
            Assert.True((await reader.OpenAsync(Directory + nothing)).ExpectText("No listed provider matches").HasLink("Show all providers"));
        }
    }

    [Fact]
    public async Task Everybody_gets_the_same_bytes_without_a_cookie_and_caches_keep_them()
    {
        var listed = await ListedAsync("Beacon");
        using var anybody = portal.NewClient();
        using var member = await portal.Given.SignedInAsync(listed.Admin);
        using var newcomer = await NewcomerAsync(listed);
        foreach (var path in new[] { Directory, $"{Directory}/{listed.Id}" })
        {
            var page = await anybody.OpenAsync(path);
            var headers = page.Response.Headers;
            Assert.Equal("public, max-age=300", headers.CacheControl!.ToString());
            Assert.Equal("Accept-Language", Assert.Single(headers.Vary));
            Assert.False(headers.Contains("Set-Cookie"));
            Assert.Null(page.Document.QuerySelector("input[name=__RequestVerificationToken]"));
            foreach (var person in new[] { member, newcomer })
            {
                var theirs = await person.OpenAsync(path);
                Assert.Equal(page.Html, theirs.Html);
                Assert.False(theirs.Response.Headers.Contains("Set-Cookie"));
            }

            var again = new HttpRequestMessage(HttpMethod.Get, path);
            again.Headers.IfNoneMatch.Add(headers.ETag!);
            var unchanged = (await anybody.SendAsync(again)).Expect(HttpStatusCode.NotModified);
            Assert.Equal((headers.ETag, ""), (unchanged.Response.Headers.ETag, await unchanged.Response.Content.ReadAsStringAsync()));
        }
    }

    [Fact]
    public async Task The_language_is_the_browsers_unless_the_address_names_one()
    {
        var listed = await ListedAsync("Bake");
        using var german = portal.NewClient("de");

        var page = await german.OpenAsync(Directory);
        Assert.Equal(("de", "Anbieter suchen"), (page.Language, page.Heading));
        var english = await page.ClickAsync("English");
        Assert.Equal(("en", "Find a provider"), (english.Language, english.Heading));
        var profile = await english.ClickAsync(listed.Name);
        Assert.Equal("en", profile.Language);
        var address = portal.Address.ToString().TrimEnd('/') + $"{Directory}/{listed.Id}";
        Assert.Equal($"{address}?lang=en", profile.Document.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        Assert.Equal(
            [$"en {address}?lang=en", $"de {address}?lang=de", $"x-default {address}"],
            profile.Document.QuerySelectorAll("link[rel=alternate]").Select(link => $"{link.GetAttribute("hreflang")} {link.GetAttribute("href")}"));
        Assert.Equal("de", (await german.OpenAsync($"{Directory}?lang=xx")).Language);
        Assert.Equal("de", (await german.OpenAsync("/sign-in?lang=en")).Language);
    }

    [Fact]
    public async Task What_is_not_listed_does_not_exist()
    {
        var hidden = await portal.Given.ProviderAsync("Secluded");
        await portal.Given.SaveAsync(db => db.ProviderLogos.Add(ProviderLogo.Of(hidden.Id, new LogoPicture("image/png", Pictures.Png()), portal.Given.Now)));
        using var reader = portal.NewClient();
        using var own = await portal.Given.SignedInAsync(hidden.Admin);
        foreach (var path in new[] { $"{Directory}/{{0}}", $"{Directory}/{{0}}/logo" })
        {
            var unknown = (await reader.GetAsync(string.Format(null, path, Guid.NewGuid()))).Expect(HttpStatusCode.NotFound);
            foreach (var person in new[] { reader, own })
            {
                var page = (await person.GetAsync(string.Format(null, path, hidden.Id))).Expect(HttpStatusCode.NotFound);
                Assert.Equal(unknown.Text, page.Text);
                Assert.True(page.Response.Headers.CacheControl!.NoStore);
            }
        }
    }

    [Fact]
    public async Task A_logo_is_kept_for_good_under_its_version()
    {
        var listed = await ListedAsync("Emblem");
        var picture = Pictures.Png();
        await portal.Given.SaveAsync(db => db.ProviderLogos.Add(ProviderLogo.Of(listed.Id, new LogoPicture("image/png", picture), portal.Given.Now)));
        using var reader = portal.NewClient();

        var source = (await reader.OpenAsync($"{Directory}/{listed.Id}")).Document.QuerySelector("main img")!.GetAttribute("src")!;
        var logo = (await reader.OpenAsync(source)).Response;
        Assert.Equal(("image/png", "public, max-age=31536000, immutable"), (logo.Content.Headers.ContentType!.ToString(), Assert.Single(logo.Headers.GetValues("Cache-Control"))));
        Assert.Equal("nosniff", Assert.Single(logo.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(picture, await logo.Content.ReadAsByteArrayAsync());
        Assert.Equal("public, max-age=300", (await reader.OpenAsync($"{Directory}/{listed.Id}/logo?v=1")).Response.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Search_engines_are_led_to_the_directory_and_nowhere_else()
    {
        var listed = await ListedAsync("Signal");
        var hidden = await portal.Given.ProviderAsync();
        using var robot = portal.NewClient();

        var robots = await (await robot.OpenAsync("/robots.txt")).Response.Content.ReadAsStringAsync();
        Assert.Contains("Allow: /find-a-provider\n", robots, StringComparison.Ordinal);
        Assert.Contains("Disallow: /\n", robots, StringComparison.Ordinal);
        var sitemap = await (await robot.OpenAsync("/sitemap.xml")).Response.Content.ReadAsStringAsync();
        Assert.Contains($"{Directory}/{listed.Id}?lang=de</loc>", sitemap, StringComparison.Ordinal);
        Assert.DoesNotContain(hidden.Id.ToString(), sitemap, StringComparison.Ordinal);
    }

    private async Task<GivenProvider> ListedAsync(string name, string country = "DE", string? about = null)
    {
        var provider = await portal.Given.ProviderAsync(name, country);
        await portal.Given.ListAsync(provider, about, "https://lighthouse.example/");
        return provider;
    }

    private async Task<PortalClient> NewcomerAsync(GivenProvider provider)
    {
        var member = await portal.Given.StaffAsync(provider, Accounts.MemberRole.Member);
        var client = await portal.Given.SignedInAsync(member);
        await portal.Given.TemporaryPasswordAsync(member, portal.Given.Now.AddDays(1));
        return client;
    }

    private static string JsonLd(Page page, string name) =>
        System.Text.Json.JsonDocument.Parse(page.Document.QuerySelector("script[type='application/ld+json']")!.TextContent).RootElement.GetProperty(name).GetRawText();
}
