using System.Text;
using IndirectProvider.Mail;
using IndirectProvider.Web.Hosting;
using IndirectProvider.Web.Mail;
using MimeKit;

namespace IndirectProvider.UnitTests.Mail;

/// <summary>Headers and parts of a message, read back as a mail program would.</summary>
public sealed class MimeMessageBuilderTests
{
    private static readonly DateTimeOffset Written = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Hello\r\nBcc: victim@beta.example")]
    [InlineData("Hello\nBcc: victim@beta.example\n\nBody")]
    [InlineData("Hello\u2028Bcc: victim@beta.example\0")]
    public void Typed_text_can_not_begin_a_header(string typed)
    {
        var message = Build(new MailAddressee("a@alpha.example", typed, "en"), typed);

        Assert.Empty(message.Bcc);
        Assert.Single(message.To.Mailboxes);
        Assert.StartsWith("Hello", message.Subject);
        Assert.DoesNotContain(message.Headers, h => h.Field == "Bcc");
    }

    [Fact]
    public void An_address_with_a_second_one_in_it_is_refused() =>
        Assert.Throws<FormatException>(() => Build(new MailAddressee("a@alpha.example>,<b@beta.example", "", "en"), "Hello"));

    [Fact]
    public void Names_and_subjects_arrive_in_any_script()
    {
        var message = Build(new MailAddressee("a@alpha.example", "Jürgen Łukasz 山田", "de"), "Größe: 10 €");

        Assert.Equal("Jürgen Łukasz 山田", message.To.Mailboxes.Single().Name);
        Assert.Equal("Größe: 10 €", message.Subject);
    }

    [Fact]
    public void Id_and_date_are_the_same_at_every_try()
    {
        var builder = new MimeMessageBuilder(new MailSettings { From = "Portal <portal@mail.portal.test>" });
        var mail = Mail(new MailAddressee("a@alpha.example", "", "en"));
        var content = new MailContent("Hello", ["Text"], null, "");

        var (first, second) = (builder.Build(mail, content), builder.Build(mail, content));

        Assert.Equal($"{mail.Id}@mail.portal.test", first.MessageId);
        Assert.Equal(first.MessageId, second.MessageId);
        Assert.Equal(Written, second.Date);
    }

    private static OutgoingMail Mail(MailAddressee to) => OutgoingMail.Waiting(null, to, "Test", [1], null, Written);

    /// <summary>The message after a journey as bytes.</summary>
    private static MimeMessage Build(MailAddressee to, string subject)
    {
        var builder = new MimeMessageBuilder(new MailSettings { From = "Portal <portal@portal.test>" });
        var message = builder.Build(Mail(to), new MailContent(subject, ["Text"], null, ""));
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(message.ToString()));
        return MimeMessage.Load(bytes);
    }
}
