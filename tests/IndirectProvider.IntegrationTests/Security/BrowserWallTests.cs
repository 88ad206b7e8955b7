using System.Net;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;

namespace IndirectProvider.IntegrationTests.Security;

/// <summary>What the portal tells browsers to hold to: cookies, headers, caching.</summary>
public sealed class BrowserWallTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task Every_cookie_is_for_this_host_over_https_and_not_for_script()
    {
        var provider = await portal.Given.ProviderAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var page = await staff.OpenAsync("/settings/support");
        var set = new List<string>();
        foreach (var button in new[] { "English", "Dark" })
        {
            set.AddRange(Cookies(await page.Form(button).SubmitAsync(button)));
        }

        set.AddRange(Cookies(await (await staff.OpenAsync("/settings/support")).Form("Save").Fill("Support phone", "030 555555").SubmitAsync("Save")));
        using var visitor = portal.NewClient();
        set.AddRange(Cookies(await visitor.GetAsync("/sign-in")));
        using var signing = portal.NewClient();
        var form = (await signing.OpenAsync("/sign-in")).Form("Sign in").Fill("E-mail or user name", provider.Admin.UserName).Fill("Password", GivenPortal.Password);
        set.AddRange(Cookies(await form.SubmitAsync("Sign in")));

        Assert.True(set.Select(Name).Distinct().Count() >= 5, string.Join('\n', set));
        Assert.All(set, cookie =>
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Matches("(?i); samesite=(lax|strict)", cookie);
            Assert.Matches("(?i); path=/(;|$)", cookie);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Theory]
    [InlineData("/", true)]
    [InlineData("/customers", true)]
    [InlineData("/customers?handler=Export", true)]
    [InlineData("/sign-in", false)]
    [InlineData("/no-such-page", false)]
    [InlineData("/errors/500", false)]
    public async Task Every_answer_carries_the_headers(string path, bool signedIn)
    {
        var provider = await portal.Given.ProviderAsync();
        using var client = signedIn ? await portal.Given.SignedInAsync(provider.Admin) : portal.NewClient();

        var headers = (await client.GetAsync(path)).Response.Headers.ToDictionary(h => h.Key, h => h.Value);

        var policy = Assert.Single(headers["Content-Security-Policy"]);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("base-uri 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-", policy, StringComparison.Ordinal);
        Assert.Equal(["nosniff"], headers["X-Content-Type-Options"]);
        Assert.Equal(["same-origin"], headers["Cross-Origin-Opener-Policy"]);
        Assert.Equal(["same-origin"], headers["Cross-Origin-Resource-Policy"]);
        Assert.Equal(["same-origin"], headers["Referrer-Policy"]);
        Assert.Contains("camera=()", Assert.Single(headers["Permissions-Policy"]), StringComparison.Ordinal);
        Assert.Contains("max-age=31536000", Assert.Single(headers["Strict-Transport-Security"]), StringComparison.Ordinal);
        Assert.Contains("no-store", Assert.Single(headers["Cache-Control"]), StringComparison.Ordinal);
        Assert.DoesNotContain("X-Powered-By", headers.Keys);
    }

    private static IEnumerable<string> Cookies(Page answer)
    {
        Assert.NotEqual(HttpStatusCode.InternalServerError, answer.Status);
        return answer.Response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [];
    }

    private static string Name(string cookie) => cookie[..cookie.IndexOf('=', StringComparison.Ordinal)];
}
