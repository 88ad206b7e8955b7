using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.Mail;

namespace IndirectProvider.IntegrationTests.Pages.Partnerships;

/// <summary>What the invitation's page says about its mail.</summary>
public sealed class MailStateTests
{
    [Fact]
    public async Task A_refused_recipient_bounces_and_the_page_gives_the_reason()
    {
        const string email = "nobody@newcomer.example";
        await using var smtp = await SmtpServerProcess.StartAsync(new() { RefuseRecipient = email });
        await using var portal = new PortalFactory(new() { Smtp = smtp });
        var given = new GivenPortal(portal);
        var provider = await given.ProviderAsync();
        using var staff = await given.SignedInAsync(provider.Admin);
        var form = (await staff.OpenAsync("/indirect-resellers/request")).Form("Send invitation").Fill("E-mail address", email).Fill("Name", "Nobody");
        var path = (await form.SubmitAsync("Send invitation")).Location!;
        for (var i = 0; i < 200 && (await staff.OpenAsync(path)).Value("State") != "Not delivered"; i++)
        {
            portal.Clock.Advance(TimeSpan.FromSeconds(30));
            await Task.Delay(50);
        }

        var page = await staff.OpenAsync(path);

        Assert.Equal("Not delivered", page.Value("State"));
        page.ExpectText("The mail could not be delivered");
        (await staff.OpenAsync("/indirect-resellers/invitations?state=bounced")).ExpectText("1 invitation");
    }

    [Fact]
    public async Task While_the_server_is_down_the_invitation_waits_and_goes_out_once_it_is_back()
    {
        const string email = "nina@newcomer.example";
        var down = await SmtpServerProcess.StartAsync();
        await using var portal = new PortalFactory(new() { Smtp = down });
        await down.DisposeAsync();
        var given = new GivenPortal(portal);
        using var staff = await given.SignedInAsync((await given.ProviderAsync()).Admin);
        var form = (await staff.OpenAsync("/indirect-resellers/request")).Form("Send invitation").Fill("E-mail address", email).Fill("Name", "Nina");

        var path = (await form.SubmitAsync("Send invitation")).Location!;
        for (var i = 0; i < 200 && !(await staff.OpenAsync(path)).Shows("The mail is delayed"); i++)
        {
            await Task.Delay(100);
        }

        var waiting = await staff.OpenAsync(path);
        waiting.ExpectText("The mail is delayed").ExpectText("tried again by itself");
        Assert.Equal("Sent", waiting.Value("State"));

        await using var back = await SmtpServerProcess.StartAsync(new() { Port = down.Port });
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        var mail = await back.MailBox.WaitForAsync(email);
        for (var i = 0; i < 200 && (await staff.OpenAsync(path)).Shows("The mail is delayed"); i++)
        {
            await Task.Delay(100);
        }

        Assert.StartsWith("Sent", (await staff.OpenAsync(path)).Value("Mail"), StringComparison.Ordinal);
        using var addressee = portal.NewClient();
        (await (await addressee.GetAsync(mail.Link("/invitation/").AbsolutePath)).FollowToAsync("/invitation")).ExpectText("invites you to a partnership");
        Assert.Single(await back.MailBox.MessagesAsync());
    }
}
