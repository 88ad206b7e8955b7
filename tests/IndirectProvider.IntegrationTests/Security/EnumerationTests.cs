using System.Diagnostics;
using System.Net;
using IndirectProvider.IntegrationTests.Pages.Partnerships;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.Html;

namespace IndirectProvider.IntegrationTests.Security;

/// <summary>Nobody finds out who has an account or which company is here: neither by status and text nor by time.</summary>
public sealed class EnumerationTests : IAsyncLifetime
{
    private const int Tries = 30;

    private readonly PortalFactory _portal = new(new()
    {
        Settings = new Dictionary<string, string?>
        {
            ["Limits:RequestsPerMinute"] = "0", ["Limits:SignInsPerMinute"] = "0", ["Limits:MailRequestsPerHour"] = "0", ["Limits:LinksPerMinute"] = "0",
        },
    });

    private GivenPortal _given = null!;

    public Task InitializeAsync()
    {
        _given = new GivenPortal(_portal);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task Signing_in_tells_nothing()
    {
        // Each account once: the sixth wrong password for one of them would be about locking.
        var accounts = new Queue<string>();
        var provider = await _given.ProviderAsync();
        for (var i = 0; i <= Tries; i++)
        {
            accounts.Enqueue((await _given.StaffAsync(provider, 0)).UserName);
        }

        await AlikeAsync("/sign-in", "Sign in", (form, known) => form.Fill("E-mail or user name", known ? accounts.Dequeue() : Unknown()).Fill("Password", "not-the-password"));
    }

    [Fact]
    public async Task Asking_for_a_password_link_tells_nothing()
    {
        var accounts = new Queue<string>();
        var provider = await _given.ProviderAsync();
        for (var i = 0; i <= Tries; i++)
        {
            accounts.Enqueue((await _given.StaffAsync(provider, 0)).UserName);
        }

        await AlikeAsync("/forgot-password", "Send link", (form, known) => form.Fill("E-mail or user name", known ? accounts.Dequeue() : Unknown()));
    }

    [Theory]
    [InlineData("Work e-mail")]
    [InlineData("PartnerID")]
    public async Task Registering_tells_nothing(string field)
    {
        var known = new Queue<string>();
        for (var i = 0; i <= Tries; i++)
        {
            var reseller = await _given.ResellerAsync();
            known.Enqueue(field == "PartnerID" ? reseller.PartnerId : reseller.Admin.UserName);
        }

        using var client = _portal.NewClient();
        await AlikeAsync("/register", "Register", async (page, isKnown) =>
        {
            var form = (await ChainTests.RegistrationAsync(page, "Curious AG")).Fill("Work e-mail", Unknown());
            return isKnown ? form.Fill(field, known.Dequeue()) : form;
        });
    }

    private static string Unknown() => $"{Guid.NewGuid():N}@nobody.example";

    private Task AlikeAsync(string path, string button, Func<HtmlForm, bool, HtmlForm> fill) =>
        AlikeAsync(path, button, (page, known) => Task.FromResult(fill(page.Form(button), known)));

    private async Task AlikeAsync(string path, string button, Func<Page, bool, Task<HtmlForm>> fill)
    {
        using var client = _portal.NewClient();
        var (known, unknown) = (new List<double>(), new List<double>());
        for (var i = 0; i <= Tries; i++)
        {
            // In turns, so that whatever else the machine does falls on both.
            var first = await AskAsync(client, path, button, page => fill(page, i % 2 == 0));
            var second = await AskAsync(client, path, button, page => fill(page, i % 2 != 0));
            Assert.Equal((first.Answer.Status, first.Answer.Location, first.Answer.Text), (second.Answer.Status, second.Answer.Location, second.Answer.Text));
            Assert.NotEqual(HttpStatusCode.TooManyRequests, first.Answer.Status);
            if (i > 0)
            {
                (i % 2 == 0 ? known : unknown).Add(first.Milliseconds);
                (i % 2 == 0 ? unknown : known).Add(second.Milliseconds);
            }
        }

        var (one, other) = (Median(known), Median(unknown));
        Assert.True(Math.Max(one, other) < 1.6 * Math.Min(one, other), $"{path}: {one:0} ms for who is known, {other:0} ms for who is not.");
    }

    private static async Task<(Page Answer, double Milliseconds)> AskAsync(PortalClient client, string path, string button, Func<Page, Task<HtmlForm>> fill)
    {
        using var request = (await fill(await client.OpenAsync(path))).Request(button);
        var started = Stopwatch.GetTimestamp();
        var answer = await client.SendAsync(request);
        return (answer, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
