using System.Net.Sockets;
using IndirectProvider.Mail;
using IndirectProvider.Web.Hosting;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using IMailTransport = IndirectProvider.Mail.IMailTransport;

namespace IndirectProvider.Web.Mail;

/// <summary>Hands mails to a mail server.</summary>
public sealed class SmtpTransport(MailSettings settings, MimeMessageBuilder builder) : IMailTransport
{
    private const int TimeoutMilliseconds = 30_000;
    private readonly SmtpSettings smtp = settings.Smtp;

    /// <inheritdoc/>
    public async Task<MailHandover> HandOverAsync(OutgoingMail mail, MailContent content, CancellationToken cancel)
    {
        using var client = new SmtpClient { Timeout = TimeoutMilliseconds };
        if (smtp.CertificateFingerprint != "")
        {
            client.ServerCertificateValidationCallback = PinnedCertificate.Check(smtp.CertificateFingerprint);
        }

        if (await SignInAsync(client, cancel) is { } notReached)
        {
            return notReached;
        }

        var handover = await SendAsync(client, mail, content, cancel);
        await LeaveAsync(client);
        return handover;
    }

    /// <summary>Whatever goes wrong before the mail is named is about the server or the settings: it can pass.</summary>
    private async Task<MailHandover?> SignInAsync(SmtpClient client, CancellationToken cancel)
    {
        try
        {
            await client.ConnectAsync(smtp.Host, smtp.Port, Options(smtp.Security), cancel);
            if (smtp.User != "")
            {
                await client.AuthenticateAsync(smtp.User, smtp.Password, cancel);
            }

            return null;
        }
        catch (SslHandshakeException)
        {
            return MailHandover.Delayed("No secure connection to the mail server: its certificate was not accepted.");
        }
        catch (AuthenticationException)
        {
            return MailHandover.Delayed("The mail server did not accept the portal's user name and password.");
        }
        catch (NotSupportedException)
        {
            return MailHandover.Delayed("The mail server does not offer the encryption or sign-in that the settings demand.");
        }
        catch (SmtpCommandException failure)
        {
            return MailHandover.Delayed(SmtpReply.Reason(failure));
        }
        catch (Exception failure) when (IsConnectionFailure(failure))
        {
            return MailHandover.Delayed("The mail server can't be reached.");
        }
    }

    private async Task<MailHandover> SendAsync(SmtpClient client, OutgoingMail mail, MailContent content, CancellationToken cancel)
    {
        try
        {
            await client.SendAsync(builder.Build(mail, content), cancel);
            return MailHandover.Accepted;
        }
        catch (FormatException)
        {
            return MailHandover.Refused("The e-mail address can't be used.");
        }
        catch (NotSupportedException)
        {
            return MailHandover.Refused("The mail server does not take e-mail addresses of this form.");
        }
        catch (SmtpCommandException failure)
        {
            var (reason, words) = (SmtpReply.Reason(failure), SmtpReply.Words(failure));
            return SmtpReply.IsFinal(failure) ? MailHandover.Refused(reason, words) : MailHandover.Delayed(reason, words);
        }
        catch (Exception failure) when (failure is ServiceNotAuthenticatedException || IsConnectionFailure(failure))
        {
            return MailHandover.Delayed("The connection to the mail server broke off.");
        }
    }

    private static async Task LeaveAsync(SmtpClient client)
    {
        try
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await client.DisconnectAsync(quit: true, soon.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or SmtpCommandException || IsConnectionFailure(failure))
        {
            // How the server takes its leave changes nothing about what it answered before.
        }
    }

    private static bool IsConnectionFailure(Exception failure) =>
        failure is IOException or SocketException or TimeoutException or SmtpProtocolException or ServiceNotConnectedException;

    private static SecureSocketOptions Options(string security) => security switch
    {
        "Tls" => SecureSocketOptions.SslOnConnect,
        "StartTls" => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };
}
