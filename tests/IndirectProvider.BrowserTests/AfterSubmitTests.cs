using IndirectProvider.BrowserTests.PageObjects;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace IndirectProvider.BrowserTests;

/// <summary>What a browser does around the one showing of the temporary password: clicks twice, goes back, opens tabs.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AfterSubmitTests(BrowserFixture browser, PortalFixture fixture) : PortalTests(fixture)
{
    private const string Direct = "We act as direct partner for this customer: no indirect reseller is involved.";

    [Fact]
    public async Task A_double_click_and_the_back_button_make_one_order_and_show_the_password_once()
    {
        var (provider, review) = await ReviewAsync();
        await using var session = await OpenAsync(provider, review);
        await session.Field(Direct).CheckAsync();
        await session.Button("Submit").DblClickAsync();
        await session.ArriveAsync("Confirmation");
        var password = await session.Field("Temporary password").InnerTextAsync();
        session.AcceptDialogs();

        await session.Page.GoBackAsync();

        await session.ArriveAsync("Confirmation");
        await session.ShowsAsync("It can't be shown again.");
        await session.ShowsNowhereAsync(password);
        await session.Page.GoForwardAsync();
        await session.ShowsNowhereAsync(password);
        Assert.Equal(1, await Fixture.Given.ReadAsync(db => db.Orders.CountAsync(order => order.ProviderId == provider.Id)));
    }

    [Fact]
    public async Task Of_two_tabs_on_the_confirmation_one_shows_the_password()
    {
        var (provider, review) = await ReviewAsync();
        await using var session = await OpenAsync(provider, review);
        using var client = await Fixture.Given.SignedInAsync(provider.Admin);
        var confirmation = (await (await client.OpenAsync(review)).Form("Submit").Tick(Direct).SubmitAsync("Submit")).Location!;
        var second = await session.Context.NewPageAsync();

        await Task.WhenAll(session.Page.GotoAsync(confirmation), second.GotoAsync(confirmation));

        var shown = await Task.WhenAll(new[] { session.Page, second }.Select(tab => tab.GetByLabel("Temporary password", new() { Exact = true }).CountAsync()));
        Assert.Equal([0, 1], shown.Order());
        var late = shown[0] == 0 ? session.Page : second;
        await Assertions.Expect(late.GetByRole(AriaRole.Main)).ToContainTextAsync("The temporary password was shown to");
    }

    [Fact]
    public async Task The_copy_button_puts_user_name_and_password_on_the_clipboard()
    {
        var (provider, review) = await ReviewAsync();
        await using var session = await OpenAsync(provider, review);
        await session.Field(Direct).CheckAsync();
        await session.PressAsync("Submit");
        await session.ArriveAsync("Confirmation");

        await session.PressAsync("Copy both");

        var (userName, password) = (await session.Field("Admin user name").InnerTextAsync(), await session.Field("Temporary password").InnerTextAsync());
        Assert.Equal($"Admin user name: {userName}\nTemporary password: {password}", await session.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
    }

    private async Task<(GivenProvider Provider, string Review)> ReviewAsync()
    {
        var provider = await Fixture.Given.ProviderAsync();
        using var client = await Fixture.Given.SignedInAsync(provider.Admin);
        var review = await (await (await client.BeginNewCustomerAsync()).ToSubscriptionsAsync(NewCustomerStory.FreePrefix())).ToReviewAsync();
        return (provider, review.Path);
    }

    private async Task<BrowserSession> OpenAsync(GivenProvider provider, string path)
    {
        var session = await browser.OpenAsync(new() { Address = Fixture.Portal.Address });
        await session.SignInAsync(provider.Admin);
        await session.Page.GotoAsync(path);
        return session;
    }
}
