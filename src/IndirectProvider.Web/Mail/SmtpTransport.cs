using System.Net.Sockets;
using IndirectProvider.Mail;
using IndirectProvider.Web.Hosting;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
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
        var client = new SmtpClient { Timeout = TimeoutMilliseconds };
        try
        {
            if (smtp.CertificateFingerprint != "")
            {
                client.ServerCertificateValidationCallback = PinnedCertificate.Check(smtp.CertificateFingerprint);
            }

            return await SignInAsync(client, cancel) ?? await SendAsync(client, mail, content, cancel);
        }
        finally
        {
            // Not waited for: until the answer is recorded, a crash would send the mail again.
            _ = LeaveAsync(client);
        }
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
            return MailHandover.Delayed(MailProblem.Certificate);
        }
        catch (AuthenticationException)
        {
            return MailHandover.Delayed(MailProblem.SignInRefused);
        }
        catch (NotSupportedException)
        {
            return MailHandover.Delayed(MailProblem.NotOffered);
        }
        catch (SmtpCommandException failure)
        {
            return MailHandover.Delayed(MailProblem.TurnedAway, SmtpReply.Quote(failure));
        }
        catch (TimeoutException)
        {
            return MailHandover.Delayed(MailProblem.TooSlow);
        }
        catch (Exception failure) when (IsConnectionFailure(failure))
        {
            return MailHandover.Delayed(MailProblem.Unreachable);
        }
    }

    private async Task<MailHandover> SendAsync(SmtpClient client, OutgoingMail mail, MailContent content, CancellationToken cancel)
    {
        MimeMessage message;
        try
        {
            message = builder.Build(mail, content);
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            return MailHandover.Refused(MailProblem.AddressUnusable);
        }

        try
        {
            await client.SendAsync(message, builder.EnvelopeSender(mail), message.To.Mailboxes, cancel);
            return MailHandover.Accepted;
        }
        catch (NotSupportedException)
        {
            return MailHandover.Refused(MailProblem.AddressNotTaken);
        }
        catch (SmtpCommandException failure)
        {
            return SmtpReply.Read(failure);
        }
        catch (ServiceNotAuthenticatedException)
        {
            return MailHandover.Delayed(MailProblem.SignInRefused);
        }
        catch (TimeoutException)
        {
            return MailHandover.Delayed(MailProblem.TooSlow);
        }
        catch (Exception failure) when (IsConnectionFailure(failure))
        {
            return MailHandover.Delayed(MailProblem.BrokenOff);
        }
    }

    private static async Task LeaveAsync(SmtpClient client)
    {
        using (client)
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
