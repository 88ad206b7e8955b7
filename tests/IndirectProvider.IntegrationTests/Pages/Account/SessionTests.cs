using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Account;

/// <summary>A browser is signed in as long as its session is there, and not longer.</summary>
public sealed class SessionTests
{
    [Fact]
    public async Task Signing_out_ends_this_browser_only()
    {
        await using var portal = new PortalFactory();
        var given = new GivenPortal(portal);
        var provider = await given.ProviderAsync();
        using var office = await given.SignedInAsync(provider.Admin);
        using var train = await given.SignedInAsync(provider.Admin);

        await (await office.OpenAsync("/")).Form("Sign out").SubmitAsync("Sign out");

        (await office.GetAsync("/customers")).Expect(HttpStatusCode.Found);
        (await train.GetAsync("/customers")).Expect(HttpStatusCode.OK);
        Assert.Equal(1, await given.ReadAsync(db => db.Sessions.CountAsync()));
    }

    [Fact]
    public async Task Signing_in_again_makes_another_session_and_ends_the_one_before()
    {
        await using var portal = new PortalFactory();
        var given = new GivenPortal(portal);
        var (provider, other) = (await given.ProviderAsync(), await given.ProviderAsync());
        using var browser = await given.SignedInAsync(provider.Admin);
        var before = Assert.Single(await SessionsAsync(given));
        var request = (await browser.OpenAsync("/")).Form("Sign out").Request("Sign out");
        request.RequestUri = new Uri("/sign-in", UriKind.Relative);
        var token = await request.Content!.ReadAsStringAsync();
        request.Content = new StringContent(
            $"{token}&Input.UserName={Uri.EscapeDataString(other.Admin.UserName)}&Input.Password={GivenPortal.Password}",
            System.Text.Encoding.UTF8,
            "application/x-www-form-urlencoded");

        (await browser.SendAsync(request)).Expect(HttpStatusCode.Found);

        var after = Assert.Single(await SessionsAsync(given));
        Assert.NotEqual(before, after);
        (await browser.OpenAsync("/")).ExpectText(other.Name);
    }

    [Fact]
    public async Task Without_a_click_it_ends_and_with_clicks_after_a_days_work()
    {
        await using var portal = new PortalFactory();
        var given = new GivenPortal(portal);
        var provider = await given.ProviderAsync();
        using var idle = await given.SignedInAsync(provider.Admin);
        using var busy = await given.SignedInAsync(provider.Admin);
        for (var worked = TimeSpan.Zero; worked < Session.Life - TimeSpan.FromHours(1.5); worked += TimeSpan.FromHours(1.5))
        {
            portal.Clock.Advance(TimeSpan.FromHours(1.5));
            (await busy.GetAsync("/customers")).Expect(HttpStatusCode.OK);
        }

        (await idle.GetAsync("/customers")).Expect(HttpStatusCode.Found);
        portal.Clock.Advance(TimeSpan.FromHours(1.5));
        (await busy.GetAsync("/customers")).Expect(HttpStatusCode.Found);
    }

    private static Task<List<Guid>> SessionsAsync(GivenPortal given) => given.ReadAsync(db => db.Sessions.Select(s => s.Id).ToListAsync());
}
