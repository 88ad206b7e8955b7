using IndirectProvider.Mail;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.Mail;

namespace IndirectProvider.IntegrationTests.Mail;

/// <summary>A server that lets some mails wait keeps no others.</summary>
public sealed class StuckMailTests
{
    [Fact]
    public async Task Others_arrive_while_stuck_ones_hang()
    {
        await using var smtp = await SmtpServerProcess.StartAsync(new() { HangRecipient = "^stuck" });
        await using var portal = new PortalFactory(new PortalOptions { Smtp = smtp });
        var stuck = await PostAsync(portal, "stuck", 10);

        var others = await PostAsync(portal, "other", 5);

        foreach (var other in others)
        {
            await other.UntilAsync(m => m.State == MailState.Sent);
        }

        Assert.Equal(5, (await smtp.MailBox.MessagesAsync()).Count);
        foreach (var mail in stuck)
        {
            Assert.Equal((MailState.Waiting, 0), await StateAsync(mail));
        }
    }

    [Fact]
    public async Task First_tries_do_not_wait_behind_retries()
    {
        var down = await SmtpServerProcess.StartAsync();
        await using var portal = new PortalFactory(new PortalOptions { Smtp = down });
        await down.DisposeAsync();
        var stuck = await PostAsync(portal, "stuck", 25);
        foreach (var mail in stuck)
        {
            await mail.UntilAsync(m => m.Attempts == 1);
        }

        await using var smtp = await SmtpServerProcess.StartAsync(new() { Port = down.Port, HangRecipient = "^stuck" });
        portal.Clock.Advance(TimeSpan.FromSeconds(20));
        await stuck[0].UntilAsync(m => m.LeaseId is not null);

        var other = Assert.Single(await PostAsync(portal, "other", 1));

        await other.UntilAsync(m => m.State == MailState.Sent);
        foreach (var mail in stuck)
        {
            Assert.Equal((MailState.Waiting, 1), await StateAsync(mail));
        }
    }

    [Fact]
    public async Task A_server_that_accepts_one_in_three_gets_every_mail_and_keeps_each_once()
    {
        var down = await SmtpServerProcess.StartAsync();
        await using var portal = new PortalFactory(new PortalOptions { Smtp = down });
        await down.DisposeAsync();
        var mails = await PostAsync(portal, "mail", 12);
        await mails[^1].UntilAsync(m => m.Attempts > 0);

        await using var smtp = await SmtpServerProcess.StartAsync(new() { Port = down.Port, AcceptOneIn = 3, Seed = 7 });
        for (var round = 0; round < 40 && (await smtp.MailBox.MessagesAsync()).Count < mails.Count; round++)
        {
            portal.Clock.Advance(TimeSpan.FromHours(1));
            await Task.Delay(250);
        }

        foreach (var mail in mails)
        {
            await mail.UntilAsync(m => m.State == MailState.Sent);
        }

        var received = (await smtp.MailBox.MessagesAsync()).Select(m => m.Message.MessageId).Order();
        Assert.Equal(mails.Select(m => $"{m.Id}@portal.test").Order(), received);
        Assert.NotEmpty(await smtp.Unanswered.MessagesAsync());
    }

    private static async Task<List<PostedMail>> PostAsync(PortalFactory portal, string name, int count)
    {
        var mails = new List<PostedMail>();
        for (var i = 0; i < count; i++)
        {
            mails.Add(await PostedMail.PostAsync(portal, $"{name}{i}@alpha.example"));
        }

        return mails;
    }

    private static async Task<(MailState State, int Attempts)> StateAsync(PostedMail mail)
    {
        var row = await mail.RowAsync();
        return (row.State, row.Attempts);
    }
}
