using System.Text.RegularExpressions;
using IndirectProvider.BrowserTests.PageObjects;
using IndirectProvider.Testing.Given;

namespace IndirectProvider.BrowserTests;

/// <summary>
/// Follows every link from Home, for every kind of member: each page loads without complaint, passes axe, does not
/// scroll sideways and leads nowhere that does not exist.
/// </summary>
[Collection(BrowserCollection.Name)]
public sealed partial class EveryPageTests(BrowserFixture browser, PortalFixture fixture) : IClassFixture<PortalFixture>
{
    public enum Who
    {
        Operator,
        ProviderAdmin,
        ResellerAdmin,
        CustomerAdmin,
    }

    [Theory]
    [InlineData(Who.Operator, "en-GB", false, false)]
    [InlineData(Who.Operator, "de-DE", true, true)]
    [InlineData(Who.ProviderAdmin, "en-GB", false, false)]
    [InlineData(Who.ProviderAdmin, "de-DE", true, true)]
    [InlineData(Who.ResellerAdmin, "en-GB", true, false)]
    [InlineData(Who.ResellerAdmin, "de-DE", false, true)]
    [InlineData(Who.CustomerAdmin, "en-GB", true, false)]
    [InlineData(Who.CustomerAdmin, "de-DE", false, true)]
    public async Task Every_page_is_accessible(Who who, string locale, bool phone, bool dark)
    {
        var member = await MemberAsync(who, locale[..2]);
        await using var session = await browser.OpenAsync(new()
        {
            Address = fixture.Portal.Address,
            Locale = locale,
            Viewport = phone ? BrowserSettings.Phone : BrowserSettings.Desktop,
            Dark = dark,
        });
        await session.SignInAsync(member);
        await VisitAsync(session, who.ToString());
    }

    [Theory]
    [InlineData("en-GB", false, true)]
    [InlineData("de-DE", true, false)]
    public async Task Every_page_that_anybody_reaches_is_accessible(string locale, bool phone, bool dark)
    {
        await using var session = await browser.OpenAsync(new()
        {
            Address = fixture.Portal.Address,
            Locale = locale,
            Viewport = phone ? BrowserSettings.Phone : BrowserSettings.Desktop,
            Dark = dark,
        });
        await session.Page.GotoAsync("/sign-in");
        await VisitAsync(session, "Anybody");
    }

    /// <summary>Opens the page it stands on and all that can be reached from it, one of each kind.</summary>
    private async Task VisitAsync(BrowserSession session, string who)
    {
        var found = new Queue<string>([new Uri(session.Page.Url).PathAndQuery]);
        var seen = new HashSet<string>(found.Select(Kind));
        var problems = new List<string>();
        while (found.TryDequeue(out var path))
        {
            var answer = await session.Page.GotoAsync(path);
            if (answer!.Status != 200)
            {
                problems.Add($"{path} answers {answer.Status}");
            }

            problems.AddRange(await session.ProblemsAsync());
            await session.ScreenshotAsync($"{who}{Kind(path).Replace('/', '-')}");
            foreach (var link in await LinksAsync(session))
            {
                if (seen.Add(Kind(link)))
                {
                    found.Enqueue(link);
                }
            }
        }

        Assert.True(problems.Count == 0, $"{who}:\n{string.Join('\n', problems)}");
    }

    private async Task<IEnumerable<string>> LinksAsync(BrowserSession session)
    {
        var targets = await session.Page.Locator("a[href]:not([download])").EvaluateAllAsync<string[]>("links => links.map(link => link.href)");
        return targets.Where(target => target.StartsWith(fixture.Portal.Address.ToString(), StringComparison.Ordinal)).Select(target => new Uri(target).PathAndQuery);
    }

    /// <summary>Pages of the same route are one kind; filters and sorting make no new one.</summary>
    private static string Kind(string path) => Id().Replace(path.Split('?', '#')[0], "{id}");

    private async Task<GivenMember> MemberAsync(Who who, string culture)
    {
        var given = fixture.Given;
        if (who == Who.Operator)
        {
            return await given.OperatorAsync(culture);
        }

        var provider = await given.ProviderAsync(culture: culture);
        var reseller = await given.ResellerAsync(culture: culture, partnerOf: provider);
        var customer = await given.CustomerAsync(provider, reseller: reseller, culture: culture);
        await given.SubscriptionAsync(provider, customer, reseller: reseller, supportContact: reseller);
        return who switch
        {
            Who.ProviderAdmin => provider.Admin,
            Who.ResellerAdmin => reseller.Admin,
            _ => customer.Admin,
        };
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();
}
