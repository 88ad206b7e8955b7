using System.Text.RegularExpressions;
using IndirectProvider.BrowserTests.PageObjects;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Stories;

namespace IndirectProvider.BrowserTests;

/// <summary>
/// Follows every link from Home, for every kind of member, and opens what only a form or a mailed link leads to: each page
/// loads without complaint, passes axe, does not scroll sideways and leads nowhere that does not exist.
/// </summary>
[Collection(BrowserCollection.Name)]
public sealed partial class EveryPageTests(BrowserFixture browser, PortalFixture fixture) : PortalTests(fixture)
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
        var scene = await new EveryPageScene(Fixture.Given, locale[..2]).BuildAsync();
        var member = who == Who.Operator ? await OperatorAsync(locale[..2]) : scene.Member(who);
        await using var session = await browser.OpenAsync(new()
        {
            Address = Fixture.Portal.Address,
            Locale = locale,
            Viewport = phone ? BrowserSettings.Phone : BrowserSettings.Desktop,
            Dark = dark,
        });
        await session.SignInAsync(member);
        var further = who switch
        {
            Who.ProviderAdmin => await BehindFormsAsync(session),
            Who.ResellerAdmin => [await InvitationAsync()],
            _ => [],
        };
        await VisitAsync(session, who.ToString(), ["/", .. scene.Pages(who), .. further]);
    }

    [Theory]
    [InlineData("en-GB", false, true)]
    [InlineData("de-DE", true, false)]
    public async Task Every_page_that_anybody_reaches_is_accessible(string locale, bool phone, bool dark)
    {
        await using var session = await browser.OpenAsync(new()
        {
            Address = Fixture.Portal.Address,
            Locale = locale,
            Viewport = phone ? BrowserSettings.Phone : BrowserSettings.Desktop,
            Dark = dark,
        });
        await Fixture.Given.ListAsync(await Fixture.Given.ProviderAsync(), "Cloud services for partners in Germany.", "https://www.nordwind.example/");
        await VisitAsync(session, "Anybody", ["/sign-in", "/find-a-provider", "/register", "/register/check-your-mail", await InvitationAsync(), await SetPasswordAsync()]);
    }

    [Theory]
    [InlineData("en-GB", true, false)]
    [InlineData("de-DE", false, true)]
    public async Task Dead_ends_are_accessible(string locale, bool phone, bool dark)
    {
        await using var session = await browser.OpenAsync(new()
        {
            Address = Fixture.Portal.Address,
            Locale = locale,
            Viewport = phone ? BrowserSettings.Phone : BrowserSettings.Desktop,
            Dark = dark,
        });
        var problems = new List<string>();
        foreach (var (path, status) in new[] { ("/invitation/unknown", 404), ("/invitation", 404), ("/set-password/unknown", 410), ("/confirm-email/unknown", 410), ("/set-up/unknown", 410) })
        {
            Assert.Equal(status, (await session.Page.GotoAsync(path))!.Status);
            problems.AddRange(await session.ProblemsAsync());
            await session.ScreenshotAsync($"dead{path.Replace('/', '-')}");
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    /// <summary>Takes a provider's forms as far as nothing is shown that can't be shown again.</summary>
    /// <returns>The pages that are now there.</returns>
    private static async Task<IEnumerable<string>> BehindFormsAsync(BrowserSession session)
    {
        await session.OpenRequestAsync();
        await session.FillAddresseeAsync("nobody@newcomer.example", "Nina Newcomer");
        await session.PressAsync("Send invitation");
        await session.ArriveAsync(session.Words["Invitation to {0}", "Nina Newcomer"]);

        await session.Page.GotoAsync("/customers/new");
        await session.ToReviewAsync("Nordlicht Medien", NewCustomerStory.FreePrefix(), reseller: null);
        var review = new Uri(session.Page.Url).PathAndQuery;
        return
        [
            .. new[] { "customer", "subscriptions", "review", "cancel" }.Select(step => review.Replace("review", step, StringComparison.Ordinal)),
            .. await AddingSubscriptionsAsync(session),
        ];
    }

    private static async Task<IEnumerable<string>> AddingSubscriptionsAsync(BrowserSession session)
    {
        await session.Page.GotoAsync("/customers");
        var links = await session.Page.Locator("main a").EvaluateAllAsync<string[]>("links => links.map(link => new URL(link.href).pathname)");
        await session.Page.GotoAsync(links.First(link => CustomerPath().IsMatch(link)) + "/add-subscription");
        await session.PickAsync("Altostrata Diagrams", "3");
        await session.PressAsync("Next: Review");
        await session.ArriveAsync(session.Words["Review"], "adding-2-review");
        var review = new Uri(session.Page.Url).PathAndQuery;
        return new[] { "subscriptions", "review", "cancel" }.Select(step => review.Replace("review", step, StringComparison.Ordinal));
    }

    private async Task<string> InvitationAsync()
    {
        using var staff = await Fixture.Given.SignedInAsync((await Fixture.Given.ProviderAsync()).Admin);
        const string email = "ines@newcomer.example";
        var form = (await staff.OpenAsync("/indirect-resellers/request")).Form("Send invitation").Fill("E-mail address", email).Fill("Name", "Ines Newcomer");
        var mail = await Fixture.Portal.MailBox.ExpectAsync(() => form.SubmitAsync("Send invitation"), m => m.IsTo(email));
        return mail.Link("/invitation/").PathAndQuery;
    }

    private async Task<string> SetPasswordAsync()
    {
        var member = (await Fixture.Given.ProviderAsync()).Admin;
        using var client = Fixture.Portal.NewClient();
        var form = (await client.OpenAsync("/forgot-password")).Form("Send link").Fill("E-mail or user name", member.UserName);
        var mail = await Fixture.Portal.MailBox.ExpectAsync(() => form.SubmitAsync("Send link"), m => m.IsTo(member.UserName));
        return mail.Link("/set-password/").PathAndQuery;
    }

    /// <summary>Opens these pages and all that can be reached from them, one of each kind.</summary>
    private async Task VisitAsync(BrowserSession session, string who, IEnumerable<string> from)
    {
        var found = new Queue<string>(from);
        var seen = new HashSet<string>(found.Select(Kind));
        var pictures = new Dictionary<string, int>();
        var problems = new List<string>();
        while (found.TryDequeue(out var path))
        {
            var answer = await session.Page.GotoAsync(path);
            if (answer!.Status != 200)
            {
                problems.Add($"{path} answers {answer.Status}");
            }

            problems.AddRange(await session.ProblemsAsync());
            var picture = $"{who}{Kind(path).Replace('/', '-')}";
            var number = pictures[picture] = pictures.GetValueOrDefault(picture) + 1;
            await session.ScreenshotAsync(number == 1 ? picture : $"{picture}-{number}");
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
        return targets.Where(target => target.StartsWith(Fixture.Portal.Address.ToString(), StringComparison.Ordinal)).Select(target => new Uri(target).PathAndQuery);
    }

    /// <summary>Pages of the same route are one kind; filters and sorting make no new one.</summary>
    private static string Kind(string path) => Secret().Replace(Id().Replace(path.Split('?', '#')[0], "{id}"), "{secret}");

    private async Task<GivenMember> OperatorAsync(string culture)
    {
        await Fixture.Given.ProfileRequestAsync(await Fixture.Given.ProviderAsync());
        return await Fixture.Given.OperatorAsync(culture);
    }

    [GeneratedRegex("^/customers/[0-9a-f]{8}-[0-9a-f-]{27}$")]
    private static partial Regex CustomerPath();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|(?<=^/catalog/)[A-Z0-9-]+$")]
    private static partial Regex Id();

    [GeneratedRegex("(?<=/)[A-Za-z0-9_-]{43}$")]
    private static partial Regex Secret();
}
