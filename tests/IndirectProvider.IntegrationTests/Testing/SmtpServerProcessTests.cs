using IndirectProvider.Testing.Mail;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace IndirectProvider.IntegrationTests.Testing;

/// <summary>The tests' own SMTP server does what the mail tests rely on.</summary>
[Trait("Database", "Own")]
public sealed class SmtpServerProcessTests
{
    [Fact]
    public async Task An_accepted_message_is_kept_byte_for_byte_with_its_envelope()
    {
        await using var server = await SmtpServerProcess.StartAsync();
        var message = Invitation();

        await SendAsync(server, message, SecureSocketOptions.None);

        var mail = await server.MailBox.WaitForAsync("reseller@alpha.example");
        Assert.Equal("sender@portal.test", mail.Envelope!.From);
        Assert.Equal(["reseller@alpha.example"], mail.Envelope.To);
        Assert.Equal(Bytes(message), mail.Raw);
        Assert.Equal("https://portal.test/i/abc", mail.Link("/i/").ToString());
    }

    [Fact]
    public async Task StartTls_and_the_right_password_are_demanded()
    {
        await using var server = await SmtpServerProcess.StartAsync(new() { Security = SmtpServerSecurity.StartTls, User = "portal", Password = "right one" });

        await Assert.ThrowsAnyAsync<Exception>(() => SendAsync(server, Invitation(), SecureSocketOptions.None));
        await Assert.ThrowsAsync<AuthenticationException>(() => SendAsync(server, Invitation(), SecureSocketOptions.StartTls, "portal", "wrong one"));
        Assert.Empty(await server.MailBox.MessagesAsync());

        await SendAsync(server, Invitation(), SecureSocketOptions.StartTls, "portal", "right one");
        var mail = Assert.Single(await server.MailBox.MessagesAsync());
        Assert.True(mail.Envelope!.Secure);
        Assert.Equal("portal", mail.Envelope.User);
    }

    [Fact]
    public async Task Tls_can_be_implicit()
    {
        await using var server = await SmtpServerProcess.StartAsync(new() { Security = SmtpServerSecurity.Tls });

        await SendAsync(server, Invitation(), SecureSocketOptions.SslOnConnect);

        Assert.True(Assert.Single(await server.MailBox.MessagesAsync()).Envelope!.Secure);
    }

    [Fact]
    public async Task A_refused_recipient_and_a_busy_server_answer_by_code()
    {
        await using var server = await SmtpServerProcess.StartAsync(new() { RefuseRecipient = "^nobody@", FailFirst = 1 });

        var refused = await Assert.ThrowsAsync<SmtpCommandException>(() => SendAsync(server, Invitation("nobody@alpha.example"), SecureSocketOptions.None));
        Assert.Equal(SmtpStatusCode.MailboxUnavailable, refused.StatusCode);
        var busy = await Assert.ThrowsAsync<SmtpCommandException>(() => SendAsync(server, Invitation(), SecureSocketOptions.None));
        Assert.Equal((SmtpStatusCode)451, busy.StatusCode);
        await SendAsync(server, Invitation(), SecureSocketOptions.None);
        Assert.Single(await server.MailBox.MessagesAsync());
    }

    [Theory]
    [InlineData(SmtpServerDrop.OnConnect)]
    [InlineData(SmtpServerDrop.AfterData)]
    public async Task A_line_that_is_cut_leaves_no_message(SmtpServerDrop drop)
    {
        await using var server = await SmtpServerProcess.StartAsync(new() { Drop = drop });

        await Assert.ThrowsAnyAsync<Exception>(() => SendAsync(server, Invitation(), SecureSocketOptions.None));

        Assert.Empty(await server.MailBox.MessagesAsync());
    }

    [Fact]
    public async Task A_server_can_come_back_on_its_port()
    {
        var first = await SmtpServerProcess.StartAsync();
        await first.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => SendAsync(first, Invitation(), SecureSocketOptions.None));

        await using var second = await SmtpServerProcess.StartAsync(new() { Port = first.Port });
        var mail = await second.MailBox.ExpectAsync(() => SendAsync(second, Invitation(), SecureSocketOptions.None), mail => mail.Subject == "Partnership");

        Assert.True(mail.IsTo("reseller@alpha.example"));
    }

    private static MimeMessage Invitation(string recipient = "reseller@alpha.example") => new(
        [new MailboxAddress("Portal", "sender@portal.test")],
        [new MailboxAddress("Reseller", recipient)],
        "Partnership",
        new BodyBuilder
        {
            TextBody = ".Grüße\r\nhttps://portal.test/i/abc\r\n",
            HtmlBody = "<p>Grüße <a href=\"https://portal.test/i/abc\">open</a></p>",
        }.ToMessageBody());

    private static byte[] Bytes(MimeMessage message)
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using var stream = new MemoryStream();
        message.WriteTo(format, stream);
        return stream.ToArray();
    }

    private static async Task SendAsync(SmtpServerProcess server, MimeMessage message, SecureSocketOptions security, string? user = null, string? password = null)
    {
        using var client = new SmtpClient
        {
            ServerCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == server.Certificate?.Thumbprint,
        };
        await client.ConnectAsync(server.Host, server.Port, security);
        if (user is not null)
        {
            await client.AuthenticateAsync(user, password!);
        }

        await client.SendAsync(message);
        await client.DisconnectAsync(true);
    }
}
