using System.Globalization;
using System.Net;
using IndirectProvider.Chaos.Servers;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using IndirectProvider.Testing.Stories;
using Xunit.Sdk;

namespace IndirectProvider.Chaos.Load;

/// <summary>
/// One of the provider's staff at work: orders, adds subscriptions, invites and takes passwords, through the pages. When an
/// answer is lost it presses the button again, as people do, or goes on with something else.
/// </summary>
internal sealed class Clerk(Cluster cluster, Cast cast, GivenMember self, Deeds deeds, int seed) : IDisposable
{
    private static readonly TimeSpan SignInLife = TimeSpan.FromMinutes(5);

    private readonly Random random = new(seed);
    private PortalClient? browser;
    private long signedInAt;

    /// <summary>Works until told to stop.</summary>
    public async Task WorkAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await SignInAsync();
                await (random.Next(10) switch
                {
                    < 6 => OrderForNewCustomerAsync(),
                    < 9 => AddSubscriptionAsync(),
                    _ => InviteAsync(),
                });
            }
            catch (AnswerLostException)
            {
                deeds.LoseAnswer();
            }
            catch (TurnedAwayException)
            {
                await WaitTurnedAwayAsync();
            }
            catch (XunitException failure)
            {
                deeds.Complain(failure.Message.Split('\n')[0]);
                Forget();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Forget();

    private async Task SignInAsync()
    {
        if (browser is not null && TimeProvider.System.GetElapsedTime(signedInAt) < SignInLife)
        {
            return;
        }

        Forget();
        var fresh = cluster.NewBrowser();
        var form = (await OpenAsync(fresh, "/sign-in")).Form("Sign in").Fill("E-mail or user name", self.UserName).Fill("Password", GivenPortal.Password);
        Expect(await form.SubmitAsync("Sign in"), HttpStatusCode.Found, "sign-in");
        (browser, signedInAt) = (fresh, TimeProvider.System.GetTimestamp());
    }

    private async Task OrderForNewCustomerAsync()
    {
        var indirect = random.Next(2) == 0;
        var prefix = NewCustomerStory.FreePrefix();
        var step = await browser!.BeginNewCustomerAsync(indirect ? cast.Reseller.Id : null);
        var review = await (await step.ToSubscriptionsAsync(prefix)).ToReviewAsync();
        await SubmitAsync(review, prefix);
    }

    private async Task AddSubscriptionAsync()
    {
        var done = deeds.Orders.Where(o => o is { Prefix: not null, AcknowledgedAs: not null }).Take(50).ToList();
        if (done.Count == 0)
        {
            return;
        }

        var order = done[random.Next(done.Count)];
        var customer = await cluster.Database.TryReadAsync(async db => (await db.Orders.FindAsync(order.AcknowledgedAs))?.CustomerId);
        if (customer is { } id)
        {
            var step = await browser!.BeginAddSubscriptionAsync(id);
            await SubmitAsync(await step.ToReviewAsync(), prefix: null);
        }
    }

    private async Task SubmitAsync(Page review, string? prefix)
    {
        var draft = Guid.Parse(review.Path.Split('/')[^2]);
        var deed = new OrderDeed(draft, prefix, self.UserName);
        deeds.Orders.Add(deed);
        var form = review.Form("Submit");
        form.Tick(form.Labels.Single(l => l.StartsWith("We act as", StringComparison.Ordinal)));
        if (await PressAsync(() => browser!.SendAsync(form.Request("Submit")), "submit") is not { Location: { } confirmation })
        {
            return;
        }

        deed.AcknowledgedAs = Guid.Parse(confirmation.Split('/')[2]);
        if (prefix is not null)
        {
            await TakePasswordAsync(deed, confirmation);
        }
    }

    /// <summary>Opens the confirmation in two tabs at once until one of them shows the password, or none will any more.</summary>
    private async Task TakePasswordAsync(OrderDeed deed, string confirmation)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var tabs = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => LookAsync(confirmation)));
            foreach (var tab in tabs.OfType<Page>())
            {
                if (tab.Document.QuerySelector("#temporary-password") is not null)
                {
                    deed.Shown.Add((tab.Value("Admin user name"), tab.Value("Temporary password")));
                }
            }

            if (tabs.Any(tab => tab is { Status: HttpStatusCode.OK } && tab.Shows("Setup info")))
            {
                return;
            }

            await Task.Delay(500);
        }
    }

    private async Task<Page?> LookAsync(string path)
    {
        try
        {
            return Expect(await browser!.GetAsync(path), HttpStatusCode.OK, "confirmation");
        }
        catch (AnswerLostException)
        {
            deeds.LoseAnswer();
        }
        catch (TurnedAwayException)
        {
            await WaitTurnedAwayAsync();
        }

        return null;
    }

    private async Task InviteAsync()
    {
        var deed = new InvitationDeed($"{Guid.NewGuid():N}@newcomer.example");
        var form = (await OpenAsync(browser!, "/indirect-resellers/request")).Form("Send invitation").Fill("E-mail address", deed.Email).Fill("Name", "Nina Newcomer");
        deeds.Invitations.Add(deed);
        var sent = await PressAsync(() => browser!.SendAsync(form.Request("Send invitation")), "invite");
        deed.IsAcknowledged = sent?.Status == HttpStatusCode.Found;
    }

    /// <summary>Presses a button, mostly again when the answer is lost.</summary>
    private async Task<Page?> PressAsync(Func<Task<Page>> press, string what)
    {
        while (true)
        {
            try
            {
                return Expect(await press(), HttpStatusCode.Found, what);
            }
            catch (AnswerLostException)
            {
                deeds.LoseAnswer();
            }
            catch (TurnedAwayException)
            {
                await WaitTurnedAwayAsync();
            }

            if (random.Next(4) == 0)
            {
                return null;
            }
        }
    }

    private async Task WaitTurnedAwayAsync()
    {
        deeds.TurnAway();
        await Task.Delay(500);
    }

    private async Task<Page> OpenAsync(PortalClient client, string path) => Expect(await client.GetAsync(path), HttpStatusCode.OK, path);

    private static Page Expect(Page page, HttpStatusCode status, string where) =>
        page.Status == status ? page : throw new XunitException(string.Create(CultureInfo.InvariantCulture, $"{(int)page.Status} at {where}: {Summary(page)}"));

    private static string Summary(Page page)
    {
        var text = page.Document.QuerySelector(".error-summary, [role=alert], h1")?.TextContent.Trim() ?? page.Text;
        return text.ReplaceLineEndings(" ")[..Math.Min(text.Length, 120)];
    }

    private void Forget()
    {
        browser?.Dispose();
        browser = null;
    }
}
