using System.Diagnostics;
using System.Globalization;
using System.Net;
using IndirectProvider.Audit;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Security;

/// <summary>How often one network address may do what invites abuse, and who is believed about addresses.</summary>
public sealed class RequestLimitTests
{
    [Theory]
    [InlineData("Limits:SignInsPerMinute", "/sign-in", "Sign in")]
    [InlineData("Limits:MailRequestsPerHour", "/forgot-password", "Send link")]
    [InlineData("Limits:MailRequestsPerHour", "/register", "Register")]
    public async Task Beyond_the_limit_a_page_says_when_to_try_again(string setting, string path, string button)
    {
        await using var portal = new PortalFactory(new() { Settings = new Dictionary<string, string?> { [setting] = "2" } });
        using var client = portal.NewClient();
        var form = (await client.OpenAsync(path)).Form(button);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await form.SubmitAsync(button)).Status);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await form.SubmitAsync(button)).Status);

        var refused = await form.SubmitAsync(button);

        refused.Expect(HttpStatusCode.TooManyRequests);
        Assert.Equal("Too many tries", refused.Heading);
        Assert.True(int.Parse(Assert.Single(refused.Response.Headers.GetValues("Retry-After")), CultureInfo.InvariantCulture) > 0);
        await client.OpenAsync(path);
    }

    [Fact]
    public async Task Everything_together_has_a_limit_of_its_own()
    {
        await using var portal = new PortalFactory(new() { Settings = new Dictionary<string, string?> { ["Limits:RequestsPerMinute"] = "3" } });
        using var client = portal.NewClient();
        for (var i = 0; i < 3; i++)
        {
            await client.OpenAsync("/sign-in");
        }

        Assert.Equal("Too many tries", (await client.GetAsync("/sign-in")).Expect(HttpStatusCode.TooManyRequests).Heading);
    }

    [Theory]
    [InlineData("", "127.0.0.1")]
    [InlineData("10.0.0.0/8", "127.0.0.1")]
    [InlineData("127.0.0.1, ::1", "203.0.113.7")]
    public async Task Only_a_trusted_proxy_is_believed_about_the_address(string trusted, string expected)
    {
        await using var portal = new PortalFactory(new() { RealPort = true, Settings = new Dictionary<string, string?> { ["Proxy:Trusted"] = trusted } });
        var given = new GivenPortal(portal);
        var provider = await given.ProviderAsync();
        using var client = portal.NewClient();
        var request = (await client.OpenAsync("/sign-in")).Form("Sign in")
            .Fill("E-mail or user name", provider.Admin.UserName).Fill("Password", GivenPortal.Password).Request("Sign in");
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");

        (await client.SendAsync(request)).Expect(HttpStatusCode.Found);

        var address = await given.ReadAsync(db => db.AuditRecords.Where(r => r.Action == AuditAction.SignedIn).Select(r => r.SourceAddress).SingleAsync());
        Assert.Equal(expected, IPAddress.Parse(address!).MapToIPv4().ToString().Replace("0.0.0.1", "127.0.0.1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Limits__SignInsPerMinute", "-1", "Limits__SignInsPerMinute")]
    [InlineData("Proxy__Trusted", "my-proxy", "Proxy__Trusted")]
    [InlineData("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true", "Proxy__Trusted")]
    public async Task A_setting_that_makes_no_sense_stops_the_start(string key, string value, string named)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Web.Texts).Assembly.Location]) { RedirectStandardError = true };
        start.Environment["Portal__PublicUrl"] = "https://portal.test";
        start.Environment[key] = value;
        using var portal = Process.Start(start)!;

        var said = await portal.StandardError.ReadToEndAsync();

        await portal.WaitForExitAsync();
        Assert.Equal(1, portal.ExitCode);
        Assert.Contains(named, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_to_sign_in_stays_at_the_address_asked()
    {
        await using var portal = new PortalFactory();
        using var client = portal.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/customers");
        request.Headers.Host = "evil.example";

        Assert.Equal("/sign-in?returnUrl=%2Fcustomers", (await client.SendAsync(request)).Location);
    }
}
