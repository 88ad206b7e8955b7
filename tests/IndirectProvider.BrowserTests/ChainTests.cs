namespace IndirectProvider.BrowserTests;

/// <summary>The whole chain in Chromium; axe on every page of it where scripts run.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ChainTests(BrowserFixture browser, PortalFixture fixture) : PortalTests(fixture)
{
    [Theory]
    [InlineData("en-GB", false)]
    [InlineData("de-DE", false)]
    [InlineData("en-GB", true)]
    [InlineData("de-DE", true)]
    public async Task From_the_request_to_the_customers_first_sign_in(string locale, bool phone) =>
        await new ChainJourney(browser, Fixture, new()
        {
            Locale = locale,
            Viewport = phone ? BrowserSettings.Phone : BrowserSettings.Desktop,
        }).RunAsync();

    [Fact]
    public async Task From_the_request_to_the_customers_first_sign_in_without_script() =>
        await new ChainJourney(browser, Fixture, new() { Script = false }).RunAsync();
}
