using System.Net;
using AngleSharp.Html.Dom;
using IndirectProvider.IntegrationTests.Mail;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using Microsoft.Extensions.Logging;

namespace IndirectProvider.IntegrationTests.Pages.Dev;

/// <summary>The pickup folder, and the page that shows it where no mail server is.</summary>
public sealed class MailTests
{
    [Fact]
    public async Task A_developer_reads_mails_and_follows_their_links()
    {
        await using var portal = new PortalFactory(new PortalOptions { Environment = "Development" });
        var first = await PostedMail.PostAsync(portal, "first@alpha.example");
        await portal.MailBox.WaitForAsync("first@alpha.example");
        portal.Clock.Advance(TimeSpan.FromSeconds(2));
        await PostedMail.PostAsync(portal, "second@alpha.example");
        await portal.MailBox.WaitForAsync("second@alpha.example");
        using var developer = portal.NewClient();

        var list = await developer.OpenAsync("/dev/mail");
        var ours = list.Document.QuerySelectorAll("tbody tr").Where(row => row.TextContent.Contains("alpha.example", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, ours.Count);
        Assert.Contains("second@alpha.example", ours[0].TextContent);

        var mail = await developer.OpenAsync(ours[1].QuerySelector("a")!.GetAttribute("href")!);
        Assert.Contains($"{first.Id}@portal.test", mail.Text);
        Assert.Contains("Guten Tag Anna,", mail.Text);
        Assert.NotNull(mail.Document.QuerySelector($"a[href='{PostedMail.Link(portal)}']"));

        var frame = (IHtmlInlineFrameElement)mail.Document.QuerySelector("iframe")!;
        Assert.DoesNotContain("allow-scripts", frame.GetAttribute("sandbox"));
        Assert.DoesNotContain("allow-same-origin", frame.GetAttribute("sandbox"));
        var html = await developer.OpenAsync(frame.GetAttribute("src")!);
        Assert.NotNull(html.Document.QuerySelector($"a[href='{PostedMail.Link(portal)}']"));
        var policy = Assert.Single(html.Response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; style-src 'unsafe-inline';", policy);
        Assert.DoesNotContain("unsafe-inline", Assert.Single(mail.Response.Headers.GetValues("Content-Security-Policy")));
    }

    [Theory]
    [InlineData("/dev/mail/none.eml")]
    [InlineData("/dev/mail/..%2Fportal.db")]
    [InlineData("/dev/mail/..%2Fmail%2Fnone.eml")]
    [InlineData("/dev/mail/none.eml?handler=Html")]
    public async Task No_other_file_can_be_read(string path)
    {
        await using var portal = new PortalFactory(new PortalOptions { Environment = "Development" });
        using var developer = portal.NewClient();

        (await developer.GetAsync(path)).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Outside_development_the_page_does_not_exist_and_files_are_warned_of()
    {
        await using var portal = new PortalFactory();
        var given = new GivenPortal(portal);
        using var anybody = await given.SignedInAsync(await given.OperatorAsync());
        await PostedMail.PostAsync(portal);
        var mail = await portal.MailBox.WaitForAsync("anna@alpha.example");

        (await anybody.GetAsync("/dev/mail")).Expect(HttpStatusCode.NotFound);
        (await anybody.GetAsync($"/dev/mail/{Path.GetFileName(mail.File)}")).Expect(HttpStatusCode.NotFound);
        (await anybody.GetAsync($"/dev/mail/{Path.GetFileName(mail.File)}?handler=Html")).Expect(HttpStatusCode.NotFound);
        Assert.Contains(portal.Log.Lines, l => l.Level == LogLevel.Warning && l.Text.StartsWith("Mail__Transport is Pickup", StringComparison.Ordinal));
    }
}
