using System.Globalization;
using System.Net;
using System.Text;
using IndirectProvider.Testing.Html;
using IndirectProvider.Testing.Mail;
using IndirectProvider.Testing.Stories;
using Microsoft.AspNetCore.WebUtilities;

namespace IndirectProvider.Benchmarks.Load;

/// <summary>Brings a running portal to where each scenario begins: people signed in, orders ready to be submitted.</summary>
/// <param name="newBrowser">Opens a browser at the portal.</param>
/// <param name="mails">Where the portal's mails arrive.</param>
/// <param name="scene">Who and what there is.</param>
internal sealed class Stage(Func<PortalClient> newBrowser, MailBox mails, Scene scene) : IDisposable
{
    /// <summary>Name of the scenario whose floor adds an order's rows.</summary>
    public const string OrderSubmit = "order submit";

    private readonly List<PortalClient> browsers = [];
    private PortalClient staff = null!;

    /// <summary>Signs the provider's person in.</summary>
    public async Task OpenAsync() => staff = await SignedInAsync(scene.Staff);

    /// <summary>What is only looked at, and can be asked for any number of times.</summary>
    public async Task<IReadOnlyList<Scenario>> LooksAsync()
    {
        var deep = $"{scene.DeepCustomer:N}{scene.DeepCreatedAt.UtcTicks.ToString(CultureInfo.InvariantCulture)}";
        return
        [
            Look("home", "/"),
            Look("customer list", "/customers?size=50"),
            Look("customer list, by reseller", $"/customers?size=50&reseller={scene.Reseller}"),
            Look("customer list, by search", $"/customers?size=50&q={Uri.EscapeDataString(scene.Word)}"),
            Look("customer list, common word", $"/customers?size=50&q={Uri.EscapeDataString(scene.CommonWord)}"),
            Look("customer list, deep page", $"/customers?size=50&after={WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(deep))}"),
            Look("customer page", [.. scene.Subscriptions.Select(s => $"/customers/{s.Customer}")]),
            Look("subscription page", [.. scene.Subscriptions.Select(s => $"/customers/{s.Customer}/subscriptions/{s.Id}")]),
            Look("activity log", "/activity?size=50"),
            await InvitationAsync(),
        ];
    }

    /// <summary>Signing in, by many people.</summary>
    public async Task<Scenario> SignInAsync()
    {
        var shots = new List<Shot>();
        using var browser = newBrowser();
        var page = await browser.OpenAsync("/sign-in");
        foreach (var person in scene.People)
        {
            var form = page.Form("Sign in").Fill("E-mail or user name", person).Fill("Password", scene.Password);
            shots.Add(await Shot.OfAsync(form.Request("Sign in"), browser.Cookies, browser.Address));
        }

        return new("sign-in", shots, UsedUp: false, HttpStatusCode.Found);
    }

    /// <summary>Orders for new customers, filled in up to the last button.</summary>
    /// <param name="count">How many.</param>
    public async Task<Scenario> OrdersAsync(int count)
    {
        var shots = new List<Shot>();
        for (var n = 0; n < count; n++)
        {
            var step = await staff.BeginNewCustomerAsync(scene.Reseller);
            var review = await (await step.ToSubscriptionsAsync($"{FreshValues.Marker}-{Guid.NewGuid().ToString("N")[..12]}")).ToReviewAsync();
            var form = review.Form("Submit");
            form.Tick(form.Labels.Single(l => l.StartsWith("We act as", StringComparison.Ordinal)));
            shots.Add(await Shot.OfAsync(form.Request("Submit"), staff.Cookies, staff.Address));
        }

        return new(OrderSubmit, shots, UsedUp: true, HttpStatusCode.Found);
    }

    /// <summary>The confirmations of orders that were submitted: opening one shows its password.</summary>
    public async Task<Scenario> RevealsAsync(Scenario submitted)
    {
        var shots = new List<Shot>();
        foreach (var shot in submitted.Shots)
        {
            // Submitting again leads to the confirmation again.
            using var request = new HttpRequestMessage(shot.Method, shot.Path) { Content = new ByteArrayContent(shot.Body!) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded");
            shots.Add(new Shot(HttpMethod.Get, (await staff.SendAsync(request)).Location!, shot.Cookie, null));
        }

        return new("credential reveal", shots, UsedUp: true, HttpStatusCode.OK);
    }

    /// <inheritdoc/>
    public void Dispose() => browsers.ForEach(b => b.Dispose());

    private Scenario Look(string name, params string[] paths) =>
        new(name, [.. paths.Select(path => new Shot(HttpMethod.Get, path, staff.Cookies.GetCookieHeader(staff.Address), null))], UsedUp: false, HttpStatusCode.OK);

    private async Task<Scenario> InvitationAsync()
    {
        var addressee = $"{Guid.NewGuid():N}@newcomer.example";
        var form = (await staff.OpenAsync("/indirect-resellers/request")).Form("Send invitation").Fill("E-mail address", addressee).Fill("Name", "Nina Newcomer");
        (await form.SubmitAsync("Send invitation")).Expect(HttpStatusCode.Found);
        var link = (await mails.WaitForAsync(addressee)).Link("/invitation");
        var guest = newBrowser();
        browsers.Add(guest);
        var landing = await (await guest.GetAsync(link.PathAndQuery)).FollowAsync();
        return new("invitation landing", [new Shot(HttpMethod.Get, landing.Path, guest.Cookies.GetCookieHeader(guest.Address), null)], UsedUp: false, HttpStatusCode.OK);
    }

    private async Task<PortalClient> SignedInAsync(string userName)
    {
        var browser = newBrowser();
        browsers.Add(browser);
        var form = (await browser.OpenAsync("/sign-in")).Form("Sign in").Fill("E-mail or user name", userName).Fill("Password", scene.Password);
        (await form.SubmitAsync("Sign in")).Expect(HttpStatusCode.Found);
        return browser;
    }
}
