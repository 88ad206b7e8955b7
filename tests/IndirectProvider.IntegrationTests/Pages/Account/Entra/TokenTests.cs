using System.Net;
using IndirectProvider.Testing.Entra;
using IndirectProvider.Testing.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Account.Entra;

/// <summary>Only what Microsoft really issued, for this portal, now, and for this request is believed.</summary>
public sealed class TokenTests(EntraPortal portal) : IClassFixture<EntraPortal>
{
    [Theory]
    [InlineData("wrong-issuer")]
    [InlineData("template-issuer")]
    [InlineData("wrong-audience")]
    [InlineData("expired")]
    [InlineData("not-yet-valid")]
    [InlineData("unsigned")]
    [InlineData("hs256")]
    [InlineData("other-key")]
    [InlineData("other-key-same-id")]
    [InlineData("wrong-nonce")]
    [InlineData("missing-nonce")]
    [InlineData("other-tenant")]
    [InlineData("missing-tid")]
    [InlineData("missing-oid")]
    [InlineData("token-endpoint-down")]
    public async Task A_wrong_token_signs_nobody_in_links_nothing_and_connects_nothing(string fault)
    {
        var (provider, admin) = await portal.LinkedProviderAsync();
        var staff = await portal.Given.StaffAsync(provider, Accounts.MemberRole.SalesAgent);
        var other = await portal.Given.ProviderAsync();
        var before = await portal.SessionsAsync(provider.Admin);
        using var browser = portal.Portal.NewClient();
        using var linking = await portal.Given.SignedInAsync(other.Admin);
        using var connecting = await portal.Given.SignedInAsync(staff);

        await EntraPortal.ExpectRefusedAsync(browser, await portal.SignInAsync(browser, admin, fault), EntraPortal.NotFinished);

        Assert.Equal("""{"reason":"MicrosoftAnswerRefused"}""", await portal.LastRefusalAsync());
        Assert.Equal(before, await portal.SessionsAsync(provider.Admin));
        (await (await portal.TryLinkAsync(linking, EntraPerson.New(), fault)).FollowToAsync(EntraPortal.NotDone)).ExpectText(EntraPortal.NotFinished);
        (await (await portal.ConnectAsync(connecting, EntraPerson.New(admin.TenantId), fault)).FollowToAsync(EntraPortal.NotDone)).ExpectText(EntraPortal.NotFinished);
        Assert.False(await portal.Given.ReadAsync(db => db.MicrosoftTenants.AnyAsync(t => t.ProviderId == other.Id)));
        Assert.False(await portal.Given.ReadAsync(db => db.UserLogins.AnyAsync(l => l.UserId == staff.Id)));

        // The same person with a right token gets in: it was the fault, not the way.
        using var good = await portal.SignedInAsync(admin);
    }

    [Fact]
    public async Task An_answer_is_taken_once_by_the_browser_that_asked_and_while_it_is_young()
    {
        var (_, admin) = await portal.LinkedProviderAsync();
        using var browser = portal.Portal.NewClient();
        using var stranger = portal.Portal.NewClient();
        async Task<string> AskAsync() =>
            (await portal.Entra.AnswerAsync(await (await browser.OpenAsync("/sign-in")).ClickAsync("Sign in with Microsoft"), admin)).PathAndQuery;

        var answer = await AskAsync();
        await EntraPortal.ExpectRefusedAsync(stranger, await stranger.GetAsync(answer), EntraPortal.NotFinished);
        await EntraPortal.ExpectRefusedAsync(browser, await browser.GetAsync(answer.Replace("state=", "state=x", StringComparison.Ordinal)), EntraPortal.NotFinished);
        await EntraPortal.ExpectRefusedAsync(browser, await browser.GetAsync("/signin-entra?code=" + new string('x', 60)), EntraPortal.NotFinished);
        await EntraPortal.ExpectRefusedAsync(browser, await browser.GetAsync("/signin-entra"), EntraPortal.NotFinished);
        await (await browser.GetAsync(answer)).FollowToAsync("/");
        await (await (await browser.OpenAsync("/")).Form("Sign out").SubmitAsync("Sign out")).FollowAsync();
        await EntraPortal.ExpectRefusedAsync(browser, await browser.GetAsync(answer), EntraPortal.NotFinished);

        var late = await AskAsync();
        portal.Portal.Clock.Advance(Web.Security.EntraJourney.Life);
        await EntraPortal.ExpectRefusedAsync(browser, await browser.GetAsync(late), EntraPortal.NotFinished);
    }

    [Fact]
    public async Task A_token_that_comes_through_the_browser_is_not_looked_at()
    {
        var (_, admin) = await portal.LinkedProviderAsync();
        using var browser = portal.Portal.NewClient();
        var answer = await portal.Entra.AnswerAsync(await (await browser.OpenAsync("/sign-in")).ClickAsync("Sign in with Microsoft"), admin);
        var parts = System.Web.HttpUtility.ParseQueryString(answer.Query);

        var posted = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/signin-entra")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("code", parts["code"]!), KeyValuePair.Create("state", parts["state"]!)]),
        });

        await EntraPortal.ExpectRefusedAsync(browser, posted, EntraPortal.NotFinished);
        await EntraPortal.ExpectRefusedAsync(browser, await browser.GetAsync($"/signin-entra?state={Uri.EscapeDataString(parts["state"]!)}&id_token=eyJh.eyJh."), EntraPortal.NotFinished);
    }

    [Fact]
    public async Task Who_cancels_is_told_so_and_an_error_there_is_none_here()
    {
        using var browser = portal.Portal.NewClient();

        await EntraPortal.ExpectRefusedAsync(browser, await portal.SignInAsync(browser, null), "You cancelled the sign-in at Microsoft.");

        Assert.Equal("/sign-in", (await browser.OpenAsync(EntraPortal.NotDone)).Link("Back").GetAttribute("href"));
    }

    [Fact]
    public async Task The_way_there_asks_for_a_code_and_the_cookies_stay_with_this_portal()
    {
        using var browser = portal.Portal.NewClient();

        var there = (await (await browser.OpenAsync("/sign-in")).ClickAsync("Sign in with Microsoft")).Expect(HttpStatusCode.Found);

        var asked = System.Web.HttpUtility.ParseQueryString(there.Response.Headers.Location!.Query);
        Assert.Equal("code", asked["response_type"]);
        Assert.Equal("S256", asked["code_challenge_method"]);
        Assert.Equal("openid profile", asked["scope"]);
        Assert.Equal("https://portal.test/signin-entra", asked["redirect_uri"]);
        Assert.Equal("select_account", asked["prompt"]);
        Assert.NotNull(asked["nonce"]);
        var cookies = there.Response.Headers.GetValues("Set-Cookie").ToList();
        Assert.Equal(2, cookies.Count);
        Assert.All(cookies, cookie =>
        {
            Assert.StartsWith("__Host-portal-entra", cookie, StringComparison.Ordinal);
            foreach (var part in new[] { "secure", "httponly", "samesite=lax", "path=/" })
            {
                Assert.Contains($"; {part}", cookie, StringComparison.OrdinalIgnoreCase);
            }
        });
    }

    [Fact]
    public async Task Neither_code_nor_state_nor_token_is_kept_or_logged()
    {
        var (_, admin) = await portal.LinkedProviderAsync();
        using var browser = portal.Portal.NewClient();
        var answer = await portal.Entra.AnswerAsync(await (await browser.OpenAsync("/sign-in")).ClickAsync("Sign in with Microsoft"), admin);
        var parts = System.Web.HttpUtility.ParseQueryString(answer.Query);
        await (await browser.GetAsync(answer.ToString())).FollowToAsync("/");
        using var refused = portal.Portal.NewClient();
        await portal.SignInAsync(refused, admin, "hs256");

        Assert.Contains(portal.Portal.Log.Lines, line => line.Text.Contains("/signin-entra", StringComparison.Ordinal));
        Assert.Empty(portal.Portal.WhereIs(parts["code"]!));
        Assert.Empty(portal.Portal.WhereIs(parts["state"]!));
        Assert.Empty(portal.Portal.WhereIs(portal.Entra.Settings["Entra:ClientSecret"]!));
        Assert.DoesNotContain(portal.Portal.Log.Lines, line => line.Text.Contains("eyJ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_Microsoft_the_portal_says_so_and_goes_on()
    {
        await using var alone = new PortalFactory(new()
        {
            Settings = new Dictionary<string, string?>(portal.Entra.Settings) { ["Entra:Instance"] = "http://localhost:9/" },
        });
        using var browser = alone.NewClient();

        var answer = await (await browser.OpenAsync("/sign-in")).ClickAsync("Sign in with Microsoft");

        (await answer.FollowToAsync(EntraPortal.NotDone)).ExpectText("Microsoft can't be reached at the moment. Try again later.");
    }
}
