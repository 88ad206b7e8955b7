using Microsoft.Playwright;

namespace IndirectProvider.BrowserTests;

/// <summary>The shell around every page: looks, languages, colours; on a page that anybody can open.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ErrorPageTests(BrowserFixture browser, PortalFixture fixture) : PortalTests(fixture)
{
    [Theory]
    [InlineData("en-GB", 1280, false)]
    [InlineData("de-DE", 1280, true)]
    [InlineData("en-GB", 390, true)]
    [InlineData("de-DE", 390, false)]
    public async Task It_is_accessible_in_every_look(string locale, int width, bool dark)
    {
        await using var session = await browser.OpenAsync(new()
        {
            Address = Fixture.Portal.Address,
            Locale = locale,
            Viewport = width == 390 ? BrowserSettings.Phone : BrowserSettings.Desktop,
            Dark = dark,
        });

        await session.Page.GotoAsync("/errors/404");

        await Assertions.Expect(session.Page.Locator("html")).ToHaveAttributeAsync("lang", locale[..2]);
        await session.CheckAsync();
        await session.ScreenshotAsync("error-404");
    }
}
