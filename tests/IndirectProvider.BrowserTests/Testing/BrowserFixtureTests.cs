namespace IndirectProvider.BrowserTests.Testing;

/// <summary>The browser, axe and the settings do what the journeys rely on, under the portal's kind of policy.</summary>
[Collection(BrowserCollection.Name)]
public sealed class BrowserFixtureTests(BrowserFixture browser)
{
    private const string Good = """
        <!doctype html><html lang="en"><head><title>New customer</title><meta name="viewport" content="width=device-width"></head>
        <body><main><h1>New customer</h1><form><label for="n">Company name</label><input id="n"><button>Submit</button></form></main><script src="/app.js"></script></body></html>
        """;

    [Fact]
    public async Task Axe_passes_a_good_page_under_a_strict_policy()
    {
        await using var session = await OpenAsync(Good);

        await session.CheckAsync();

        await session.Page.GetByLabel("Company name").FillAsync("Alpha");
        Assert.Empty(session.Complaints);
    }

    [Fact]
    public async Task Axe_finds_what_is_wrong()
    {
        await using var session = await OpenAsync(Good.Replace("<label for=\"n\">Company name</label>", "", StringComparison.Ordinal));

        Assert.Contains(await Axe.ViolationsAsync(session.Page), violation => violation.Contains("label (critical)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_wider_than_the_phone_is_found()
    {
        await using var session = await OpenAsync(
            Good.Replace("<input ", "<input size=200 ", StringComparison.Ordinal), new() { Viewport = BrowserSettings.Phone });

        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(session.CheckAsync);
    }

    [Fact]
    public async Task Refused_scripts_are_reported()
    {
        await using var session = await OpenAsync(Good.Replace("</main>", "<script>document.title = 'x'</script></main>", StringComparison.Ordinal));

        Assert.Contains(session.Complaints, complaint => complaint.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Language_size_colours_and_script_are_as_set()
    {
        await using var session = await OpenAsync(Good, new() { Locale = "de-DE", Dark = true, Viewport = BrowserSettings.Phone });
        var seen = await session.Page.EvaluateAsync<string>("() => `${navigator.language} ${innerWidth} ${matchMedia('(prefers-color-scheme: dark)').matches}`");
        Assert.Equal("de-DE 390 True", seen, ignoreCase: true);

        await using var with = await OpenAsync(Good);
        await using var without = await OpenAsync(Good, new() { Script = false });
        Assert.Equal("Script ran", await with.Page.TitleAsync());
        Assert.Equal("New customer", await without.Page.TitleAsync());
    }

    private async Task<BrowserSession> OpenAsync(string html, BrowserSettings? settings = null)
    {
        var session = await browser.OpenAsync(settings);
        await session.Context.RouteAsync("https://portal.test/**", route => route.FulfillAsync(new()
        {
            ContentType = "text/html; charset=utf-8",
            Headers = new Dictionary<string, string> { ["Content-Security-Policy"] = "default-src 'self'; frame-ancestors 'none'" },
            Body = html,
        }));
        await session.Context.RouteAsync("https://portal.test/app.js", route => route.FulfillAsync(new()
        {
            ContentType = "text/javascript",
            Body = "document.title = 'Script ran';",
        }));
        await session.Page.GotoAsync("https://portal.test/page");
        return session;
    }
}
