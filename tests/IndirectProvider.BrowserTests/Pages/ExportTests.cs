using IndirectProvider.Accounts;
using IndirectProvider.BrowserTests.PageObjects;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Playwright;

namespace IndirectProvider.BrowserTests.Pages;

/// <summary>An export in Chromium: the file comes as a download, and the page tells how far it is, also the next one.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ExportTests(BrowserFixture browser, PortalFixture fixture) : PortalTests(fixture)
{
    [Fact]
    public async Task Its_progress_is_told_while_one_works_elsewhere()
    {
        var provider = await Fixture.Given.ProviderAsync();
        await Fixture.Given.SubscriptionAsync(provider, await Fixture.Given.CustomerAsync(provider));
        await using var session = await browser.OpenAsync(new() { Address = Fixture.Portal.Address });
        var page = session.Page;
        await session.SignInAsync(provider.Admin);
        await page.GotoAsync("/orders");

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Export CSV" }).ClickAsync());
        Assert.StartsWith("orders-", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.Null(await download.FailureAsync());

        // So short a list is sent before anybody could ask; its row says from here on what a long one's would.
        await SetAsync(provider, set => set.SetProperty(e => e.EndedAt, (DateTimeOffset?)null).SetProperty(e => e.Rows, 340_000));
        var status = page.GetByRole(AriaRole.Status);
        await Assertions.Expect(status).ToHaveTextAsync("Orders: 340,000 rows exported so far.");
        await session.CheckAsync();
        await SetAsync(provider, set => set.SetProperty(e => e.Rows, 500_000));
        await Assertions.Expect(status).ToHaveTextAsync("Orders: 500,000 rows exported so far.");
        Assert.EndsWith("/orders", page.Url, StringComparison.Ordinal);

        await page.GotoAsync("/customers");
        await Assertions.Expect(status).ToHaveTextAsync("Orders: 500,000 rows exported so far.");
        var now = Fixture.Given.Now;
        await SetAsync(provider, set => set.SetProperty(e => e.EndedAt, now).SetProperty(e => e.Rows, 640_001).SetProperty(e => e.IsComplete, true));
        await Assertions.Expect(status).ToHaveTextAsync("Orders: 640,001 rows exported.");
        await page.GotoAsync("/orders");
        await Assertions.Expect(status).ToBeEmptyAsync();
        Assert.Empty(session.Complaints);
    }

    [Fact]
    public async Task Without_script_a_page_says_how_far_it_is()
    {
        var provider = await Fixture.Given.ProviderAsync(culture: "de");
        await Fixture.Given.SubscriptionAsync(provider, await Fixture.Given.CustomerAsync(provider));
        await using var session = await browser.OpenAsync(new() { Address = Fixture.Portal.Address, Locale = "de-DE", Script = false });
        var page = session.Page;
        await session.SignInAsync(provider.Admin);
        await page.GotoAsync("/orders");
        await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "CSV exportieren" }).ClickAsync());
        await SetAsync(provider, set => set.SetProperty(e => e.EndedAt, (DateTimeOffset?)null).SetProperty(e => e.Rows, 340_000));

        await page.GotoAsync("/customers");
        await page.GetByRole(AriaRole.Link, new() { Name = "Ihr Export" }).ClickAsync();
        await page.GetByText("Bestellungen: bisher 340.000 Zeilen exportiert.").WaitForAsync();
        var now = Fixture.Given.Now;
        await SetAsync(provider, set => set.SetProperty(e => e.EndedAt, now).SetProperty(e => e.IsComplete, false));
        await page.GetByText("Bestellungen: Der Export endete nach 340.000 Zeilen.").WaitForAsync();
    }

    private Task SetAsync(GivenProvider provider, Action<UpdateSettersBuilder<ListExport>> set) =>
        Fixture.Given.SaveAsync(db => db.ListExports.Where(e => e.UserId == provider.Admin.Id).ExecuteUpdate(set));
}
