using IndirectProvider.Mail;

namespace IndirectProvider.UnitTests.Mail;

/// <summary>When a mail is tried again, and when no more.</summary>
public sealed class OutgoingMailTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Pauses_double_from_15_seconds_to_two_hours()
    {
        var mail = NewMail();
        var now = Start;
        List<double> pauses = [];
        for (var i = 0; i < 12; i++)
        {
            mail.MarkDelayed("451", now);
            pauses.Add((mail.NextAttemptAt - now).TotalSeconds);
            now = mail.NextAttemptAt;
        }

        Assert.Equal([15, 30, 60, 120, 240, 480, 960, 1920, 3840, 7200, 7200, 7200], pauses);
        Assert.Equal(12, mail.Attempts);
    }

    [Fact]
    public void After_three_days_it_has_failed_and_its_content_is_gone()
    {
        var mail = NewMail();
        var now = Start;
        while (mail.State == MailState.Waiting)
        {
            mail.MarkDelayed("451", now);
            Assert.True(mail.NextAttemptAt <= Start + TimeSpan.FromDays(3));
            now = mail.NextAttemptAt;
        }

        Assert.Equal(MailState.Failed, mail.State);
        Assert.True(now > Start + TimeSpan.FromDays(2.9));
        Assert.Null(mail.SealedContent);
        Assert.Equal("451", mail.LastError);
    }

    [Fact]
    public void Sent_mail_keeps_no_content_and_no_error()
    {
        var mail = NewMail();
        mail.MarkDelayed("451", Start);
        mail.MarkSent(Start.AddMinutes(1));

        Assert.Equal((MailState.Sent, 2), (mail.State, mail.Attempts));
        Assert.Equal(Start.AddMinutes(1), mail.SentAt);
        Assert.Null(mail.SealedContent);
        Assert.Null(mail.LastError);
    }

    private static OutgoingMail NewMail() =>
        OutgoingMail.Waiting(null, new MailAddressee("a@alpha.example", "A", "en"), "Test", [1], null, Start);
}
