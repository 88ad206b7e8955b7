using System.Globalization;
using IndirectProvider.Mail;
using IndirectProvider.Web.Hosting;
using MimeKit;

namespace IndirectProvider.Web.Mail;

/// <summary>The one place where a mail gets its headers and parts, whatever way it leaves.</summary>
public sealed class MimeMessageBuilder(MailSettings settings)
{
    private readonly MailboxAddress from = MailboxAddress.Parse(settings.From);

    /// <summary>
    /// Who a server that can't deliver the mail tells so: an address of its own for each mail, where there is a mailbox for
    /// that, so that what comes back there tells which mail it was.
    /// </summary>
    public MailboxAddress EnvelopeSender(OutgoingMail mail)
    {
        if (settings.BounceAddress == "")
        {
            return from;
        }

        var at = settings.BounceAddress.LastIndexOf('@');
        return new MailboxAddress("", $"{settings.BounceAddress[..at]}+{mail.Id:D}{settings.BounceAddress[at..]}");
    }

    /// <summary>The message; built again for a later try it is the same message by its id and date.</summary>
    /// <exception cref="FormatException">An address can't be used.</exception>
    public MimeMessage Build(OutgoingMail mail, MailContent content)
    {
        var culture = CultureInfo.GetCultureInfo(mail.Culture);
        var subject = OneLine(content.Subject);
        var body = new MultipartAlternative(
            new TextPart("plain") { Text = MailLayout.Text(content) },
            new TextPart("html") { Text = MailLayout.Html(content with { Subject = subject }, culture) });
        body.Headers.Add(HeaderId.ContentLanguage, culture.Name);
        var message = new MimeMessage
        {
            Subject = subject,
            Date = mail.CreatedAt,
            MessageId = $"{mail.Id:D}@{EmailAddress.DomainOf(from.Address)}",
            Body = body,
        };
        message.From.Add(from);
        message.To.Add(Mailbox(mail.ToName, mail.ToAddress));
        if (mail.ReplyTo is { } replyTo)
        {
            message.ReplyTo.Add(Mailbox("", replyTo));
        }

        // Keeps holiday notes and other machines from answering.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private static MailboxAddress Mailbox(string name, string address) =>
        EmailAddress.IsValid(address)
            ? new MailboxAddress(OneLine(name), address)
            : throw new FormatException("The address is not an e-mail address.");

    /// <summary>What people type can't begin a header of its own.</summary>
    private static string OneLine(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
}
