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
            mail.MarkDelayed(MailProblem.MessagePutOff, "451", now);
            pauses.Add((mail.NextAttemptAt - now).TotalSeconds);
            now = mail.NextAttemptAt;
        }

        Assert.Equal([15, 30, 60, 120, 240, 480, 960, 1920, 3840, 7200, 7200, 7200], pauses);
        Assert.Equal(12, mail.Attempts);
    }

    [Fact]
    public void After_three_days_it_has_failed_and_keeps_its_content()
    {
        var mail = NewMail();
        var now = Start;
        while (mail.State == MailState.Waiting)
        {
            mail.MarkDelayed(MailProblem.MessagePutOff, "451", now);
            Assert.True(mail.NextAttemptAt <= Start + TimeSpan.FromDays(3));
            now = mail.NextAttemptAt;
        }

        Assert.Equal(MailState.Failed, mail.State);
        Assert.True(now > Start + TimeSpan.FromDays(2.9));
        Assert.Equal(now, mail.FailedAt);
        Assert.True(mail.CanBeRetried);
        Assert.Equal((MailProblem.MessagePutOff, "451"), (mail.LastProblem, mail.LastError));
    }

    [Fact]
    public void Tried_again_by_hand_it_has_three_more_days_from_then()
    {
        var mail = NewMail();
        mail.MarkFailed(MailProblem.RecipientRefused, "550", Start.AddDays(1));
        var now = Start.AddDays(10);

        Assert.True(mail.Retry(now).Succeeded);

        Assert.Equal((MailState.Waiting, 0, now, now.AddDays(3)), (mail.State, mail.Attempts, mail.NextAttemptAt, mail.GiveUpAt));
        Assert.Null(mail.FailedAt);
        mail.MarkDelayed(MailProblem.MessagePutOff, "451", now);
        Assert.Equal((MailState.Waiting, now.AddSeconds(15)), (mail.State, mail.NextAttemptAt));
    }

    [Fact]
    public void Sent_mail_keeps_no_content_and_no_error()
    {
        var mail = NewMail();
        mail.MarkDelayed(MailProblem.MessagePutOff, "451", Start);
        mail.MarkSent(Start.AddMinutes(1));

        Assert.Equal((MailState.Sent, 2), (mail.State, mail.Attempts));
        Assert.Equal(Start.AddMinutes(1), mail.SentAt);
        Assert.Null(mail.SealedContent);
        Assert.Null(mail.LastError);
    }

    private static OutgoingMail NewMail() =>
        OutgoingMail.Waiting(null, new MailAddressee("a@alpha.example", "A", "en"), "Test", [1], null, Start);
}
