namespace IndirectProvider.BrowserTests.Journeys;

/// <summary>Everyday work in Chromium on every side, checking each page passed; axe where scripts run.</summary>
[Collection(BrowserCollection.Name)]
public sealed class JourneyTests(BrowserFixture browser, PortalFixture fixture) : PortalTests(fixture)
{
    /// <summary>The browsers every journey is made at.</summary>
    public static readonly TheoryData<string, bool> Browsers = new() { { "en-GB", false }, { "de-DE", true } };

    [Theory]
    [MemberData(nameof(Browsers))]
    public async Task A_providers_everyday_work(string locale, bool darkPhone)
    {
        await using var session = await OpenAsync(locale, darkPhone);
        await new ProviderJourney(session, Fixture.Given, locale[..2]).RunAsync();
    }

    [Fact]
    public async Task A_providers_everyday_work_without_script()
    {
        await using var session = await browser.OpenAsync(new() { Address = Fixture.Portal.Address, Script = false });
        await new ProviderJourney(session, Fixture.Given, "en").RunAsync();
    }

    [Theory]
    [MemberData(nameof(Browsers))]
    public async Task A_resellers_everyday_work(string locale, bool darkPhone)
    {
        await using var session = await OpenAsync(locale, darkPhone);
        await new ResellerJourney(session, Fixture.Given, locale[..2]).RunAsync();
    }

    [Theory]
    [MemberData(nameof(Browsers))]
    public async Task A_customers_everyday_work(string locale, bool darkPhone)
    {
        await using var session = await OpenAsync(locale, darkPhone);
        await new CustomerJourney(session, Fixture.Given, locale[..2]).RunAsync();
    }

    [Theory]
    [MemberData(nameof(Browsers))]
    public async Task A_visitor_finds_a_provider(string locale, bool darkPhone)
    {
        await using var session = await OpenAsync(locale, darkPhone);
        await new VisitorJourney(session, Fixture.Given, locale[..2]).RunAsync();
    }

    private Task<BrowserSession> OpenAsync(string locale, bool darkPhone) => browser.OpenAsync(new()
    {
        Address = Fixture.Portal.Address,
        Locale = locale,
        Viewport = darkPhone ? BrowserSettings.Phone : BrowserSettings.Desktop,
        Dark = darkPhone,
    });
}
