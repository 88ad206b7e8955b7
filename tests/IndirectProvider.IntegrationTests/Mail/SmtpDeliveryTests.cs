using IndirectProvider.Mail;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.Mail;
using MimeKit;

namespace IndirectProvider.IntegrationTests.Mail;

/// <summary>From the outbox through a real SMTP server and back out of what it stored.</summary>
public sealed class SmtpDeliveryTests
{
    [Fact]
    public async Task The_stored_message_is_whole()
    {
        await using var smtp = await SmtpServerProcess.StartAsync();
        await using var portal = new PortalFactory(new PortalOptions { Smtp = smtp });

        var posted = await PostedMail.PostAsync(portal);
        var mail = await smtp.MailBox.WaitForAsync("anna@alpha.example");
        var row = await posted.UntilAsync(m => m.State == MailState.Sent);

        var message = mail.Message;
        Assert.Equal("Portal", message.From.Mailboxes.Single().Name);
        Assert.Equal("portal@portal.test", message.From.Mailboxes.Single().Address);
        Assert.Equal("Anna Öz", message.To.Mailboxes.Single().Name);
        Assert.Equal("partner@contoso.example", message.ReplyTo.Mailboxes.Single().Address);
        Assert.Equal("Größe zählt: Einladung von Contoso", message.Subject);
        Assert.Equal($"{posted.Id}@portal.test", message.MessageId);
        Assert.Equal(row.CreatedAt.ToUnixTimeSeconds(), message.Date.ToUnixTimeSeconds());
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
        Assert.Equal("de", message.Body!.Headers[HeaderId.ContentLanguage]);
        var parts = Assert.IsType<MultipartAlternative>(message.Body).Cast<TextPart>().ToList();
        Assert.Equal(["text/plain", "text/html"], parts.Select(p => p.ContentType.MimeType));
        Assert.All(parts, p => Assert.Equal("utf-8", p.ContentType.Charset));
        Assert.All(parts, p => Assert.Contains("äöüß €", p.Text));
        Assert.Equal(PostedMail.Link(portal), mail.Link("/invitation/").ToString());
        Assert.Equal("portal@portal.test", mail.Envelope!.From);
        Assert.Equal(["anna@alpha.example"], mail.Envelope.To);
    }

    [Theory]
    [InlineData(SmtpServerSecurity.StartTls)]
    [InlineData(SmtpServerSecurity.Tls)]
    public async Task It_goes_out_encrypted_and_signed_in(SmtpServerSecurity security)
    {
        await using var smtp = await SmtpServerProcess.StartAsync(new() { Security = security, User = "portal", Password = "right one" });
        await using var portal = new PortalFactory(new PortalOptions { Smtp = smtp });

        await PostedMail.PostAsync(portal);

        var mail = await smtp.MailBox.WaitForAsync("anna@alpha.example");
        Assert.Equal(("portal", true), (mail.Envelope!.User, mail.Envelope.Secure));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff")]
    public async Task A_server_that_can_not_prove_itself_gets_nothing(string fingerprint)
    {
        await using var smtp = await SmtpServerProcess.StartAsync(new() { Security = SmtpServerSecurity.Tls });
        var settings = new Dictionary<string, string?> { ["Mail:Smtp:CertificateFingerprint"] = fingerprint };
        await using var portal = new PortalFactory(new PortalOptions { Smtp = smtp, Settings = settings });

        var posted = await PostedMail.PostAsync(portal);

        var row = await posted.UntilAsync(m => m.Attempts > 0);
        Assert.Equal(MailState.Waiting, row.State);
        Assert.Equal(MailProblem.Certificate, row.LastProblem);
        Assert.Empty(await smtp.MailBox.MessagesAsync());
    }

    [Fact]
    public async Task A_wrong_password_is_put_right_later_and_loses_nothing()
    {
        await using var smtp = await SmtpServerProcess.StartAsync(new() { Security = SmtpServerSecurity.StartTls, User = "portal", Password = "right one" });
        var settings = new Dictionary<string, string?> { ["Mail:Smtp:Password"] = "wrong one" };
        await using var portal = new PortalFactory(new PortalOptions { Smtp = smtp, Settings = settings });

        var posted = await PostedMail.PostAsync(portal);

        var row = await posted.UntilAsync(m => m.Attempts > 0);
        Assert.Equal(MailState.Waiting, row.State);
        Assert.NotNull(row.SealedContent);
    }

    [Fact]
    public async Task A_refused_recipient_fails_at_once_and_holds_up_nobody()
    {
        await using var smtp = await SmtpServerProcess.StartAsync(new() { RefuseRecipient = "^nobody@" });
        await using var portal = new PortalFactory(new PortalOptions { Smtp = smtp });

        var refused = await PostedMail.PostAsync(portal, "nobody@alpha.example");
        var other = await PostedMail.PostAsync(portal);

        await other.UntilAsync(m => m.State == MailState.Sent);
        var row = await refused.UntilAsync(m => m.State == MailState.Failed);
        Assert.Equal(1, row.Attempts);
        Assert.NotNull(row.SealedContent);
        Assert.Equal((MailProblem.RecipientRefused, "550 No such user here"), (row.LastProblem, row.LastError));
        Assert.Single(portal.Log.Errors, l => l.Text.Contains(refused.Id.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(portal.Log.Lines, l => l.Text.Contains("nobody@", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_put_off_is_tried_again_and_arrives_once()
    {
        await using var smtp = await SmtpServerProcess.StartAsync(new() { FailFirst = 2 });
        await using var portal = new PortalFactory(new PortalOptions { Smtp = smtp });

        var posted = await PostedMail.PostAsync(portal);
        var row = await posted.UntilAsync(m => m.Attempts == 1);
        Assert.Equal(MailState.Waiting, row.State);
        Assert.Contains("451", row.LastError);
        portal.Clock.Advance(TimeSpan.FromSeconds(20));
        await posted.UntilAsync(m => m.Attempts == 2);
        portal.Clock.Advance(TimeSpan.FromSeconds(40));

        row = await posted.UntilAsync(m => m.State == MailState.Sent);
        Assert.Equal((3, null), (row.Attempts, row.LastError));
        portal.Clock.Advance(TimeSpan.FromHours(3));
        await Task.Delay(300);
        Assert.Equal($"{posted.Id}@portal.test", Assert.Single(await smtp.MailBox.MessagesAsync()).Message.MessageId);
    }

    [Fact]
    public async Task A_server_that_is_down_gets_it_when_it_is_back()
    {
        var first = await SmtpServerProcess.StartAsync();
        await using var portal = new PortalFactory(new PortalOptions { Smtp = first });
        await first.DisposeAsync();

        var posted = await PostedMail.PostAsync(portal);
        var row = await posted.UntilAsync(m => m.Attempts == 1);
        Assert.Equal((MailState.Waiting, MailProblem.Unreachable), (row.State, row.LastProblem));

        await using var second = await SmtpServerProcess.StartAsync(new() { Port = first.Port });
        portal.Clock.Advance(TimeSpan.FromSeconds(20));
        await posted.UntilAsync(m => m.State == MailState.Sent);
        Assert.Single(await second.MailBox.MessagesAsync());
    }

    [Theory]
    [InlineData(SmtpServerDrop.OnConnect)]
    [InlineData(SmtpServerDrop.AfterData)]
    public async Task A_line_that_is_cut_means_later(SmtpServerDrop drop)
    {
        await using var smtp = await SmtpServerProcess.StartAsync(new() { Drop = drop });
        await using var portal = new PortalFactory(new PortalOptions { Smtp = smtp });

        var posted = await PostedMail.PostAsync(portal);

        Assert.Equal(MailState.Waiting, (await posted.UntilAsync(m => m.Attempts == 1)).State);
    }

    [Fact]
    public async Task Nothing_readable_is_in_the_database_or_in_the_log()
    {
        await using var smtp = await SmtpServerProcess.StartAsync(new() { FailFirst = 1 });
        await using var portal = new PortalFactory(new PortalOptions { Smtp = smtp });

        var posted = await PostedMail.PostAsync(portal);
        await posted.UntilAsync(m => m.Attempts == 1);
        NothingReadable(portal);

        portal.Clock.Advance(TimeSpan.FromSeconds(20));
        await posted.UntilAsync(m => m.State == MailState.Sent);
        NothingReadable(portal);
        Assert.Null((await posted.RowAsync()).SealedContent);
    }

    private static void NothingReadable(PortalFactory portal)
    {
        Assert.NotEmpty(portal.WhereIs("anna@alpha.example", inMail: false));
        Assert.Empty(portal.WhereIs(PostedMail.Token, inMail: false));
        Assert.Empty(portal.WhereIs(PostedMail.Secret, inMail: false));
    }
}
