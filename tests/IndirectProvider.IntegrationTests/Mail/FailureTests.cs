using IndirectProvider.Mail;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.Mail;

namespace IndirectProvider.IntegrationTests.Mail;

/// <summary>What a server answers decides whether a mail is tried again, and the row says why it was not delivered.</summary>
public sealed class FailureTests
{
    [Theory]
    [InlineData("connect", 421, MailState.Waiting, MailProblem.TurnedAway)]
    [InlineData("connect", 554, MailState.Waiting, MailProblem.TurnedAway)]
    [InlineData("mail", 451, MailState.Waiting, MailProblem.SenderRefused)]
    [InlineData("mail", 550, MailState.Waiting, MailProblem.SenderRefused)]
    [InlineData("mail", 421, MailState.Waiting, MailProblem.SenderRefused)]
    [InlineData("mail", 530, MailState.Waiting, MailProblem.SignInRefused)]
    [InlineData("mail", 552, MailState.Failed, MailProblem.MessageRefused)]
    [InlineData("rcpt", 450, MailState.Waiting, MailProblem.RecipientPutOff)]
    [InlineData("rcpt", 452, MailState.Waiting, MailProblem.RecipientPutOff)]
    [InlineData("rcpt", 421, MailState.Waiting, MailProblem.RecipientPutOff)]
    [InlineData("rcpt", 503, MailState.Waiting, MailProblem.RecipientPutOff)]
    [InlineData("rcpt", 550, MailState.Failed, MailProblem.RecipientRefused)]
    [InlineData("rcpt", 552, MailState.Failed, MailProblem.RecipientRefused)]
    [InlineData("data", 451, MailState.Waiting, MailProblem.MessagePutOff)]
    [InlineData("data", 452, MailState.Waiting, MailProblem.MessagePutOff)]
    [InlineData("data", 421, MailState.Waiting, MailProblem.MessagePutOff)]
    [InlineData("data", 354, MailState.Waiting, MailProblem.MessagePutOff)]
    [InlineData("data", 552, MailState.Failed, MailProblem.MessageRefused)]
    [InlineData("data", 554, MailState.Failed, MailProblem.MessageRefused)]
    public async Task Each_answer_has_its_meaning(string stage, int code, MailState state, MailProblem problem)
    {
        await using var smtp = await SmtpServerProcess.StartAsync(new() { Replies = new Dictionary<string, int> { [stage] = code } });
        await using var portal = new PortalFactory(new PortalOptions { Smtp = smtp });

        var posted = await PostedMail.PostAsync(portal);
        var row = await posted.UntilAsync(m => m.Attempts > 0);

        Assert.Equal((state, problem), (row.State, row.LastProblem));
        if (problem != MailProblem.SignInRefused)
        {
            Assert.StartsWith($"{code}", row.LastError, StringComparison.Ordinal);
        }

        Assert.NotNull(row.SealedContent);
        Assert.Empty(await smtp.MailBox.MessagesAsync());
    }

    [Theory]
    [InlineData(SmtpServerDrop.OnConnect, MailProblem.Unreachable)]
    [InlineData(SmtpServerDrop.AfterData, MailProblem.BrokenOff)]
    public async Task A_line_that_is_cut_is_told_apart_by_when(SmtpServerDrop drop, MailProblem problem)
    {
        await using var smtp = await SmtpServerProcess.StartAsync(new() { Drop = drop });
        await using var portal = new PortalFactory(new PortalOptions { Smtp = smtp });

        var row = await (await PostedMail.PostAsync(portal)).UntilAsync(m => m.Attempts > 0);

        Assert.Equal((MailState.Waiting, problem), (row.State, row.LastProblem));
        Assert.Equal(drop == SmtpServerDrop.AfterData ? 1 : 0, (await smtp.Unanswered.MessagesAsync()).Count);
    }

    [Fact]
    public async Task Encryption_that_the_server_does_not_offer_is_not_done_without()
    {
        await using var smtp = await SmtpServerProcess.StartAsync();
        var settings = new Dictionary<string, string?> { ["Mail:Smtp:Security"] = "StartTls" };
        await using var portal = new PortalFactory(new PortalOptions { Smtp = smtp, Settings = settings });

        var row = await (await PostedMail.PostAsync(portal)).UntilAsync(m => m.Attempts > 0);

        Assert.Equal((MailState.Waiting, MailProblem.NotOffered), (row.State, row.LastProblem));
        Assert.Empty(await smtp.MailBox.MessagesAsync());
    }

    [Fact]
    public async Task Poisonous_rows_fail_by_themselves()
    {
        var down = await SmtpServerProcess.StartAsync();
        await using var portal = new PortalFactory(new PortalOptions { Smtp = down });
        await down.DisposeAsync();
        var unreadable = await PostedMail.PostAsync(portal);
        var noAddress = await PostedMail.PostAsync(portal, "nobody at alpha");
        var other = await PostedMail.PostAsync(portal, "otto@alpha.example");
        foreach (var mail in new[] { unreadable, noAddress, other })
        {
            await mail.UntilAsync(m => m.Attempts == 1);
        }

        await unreadable.ChangeAsync((mail, db) => db.Entry(mail).Property(m => m.SealedContent).CurrentValue = [1, 2, 3]);
        await using var smtp = await SmtpServerProcess.StartAsync(new() { Port = down.Port });
        portal.Clock.Advance(TimeSpan.FromSeconds(20));

        await other.UntilAsync(m => m.State == MailState.Sent);
        Assert.Equal(MailProblem.ContentUnreadable, (await unreadable.UntilAsync(m => m.State == MailState.Failed)).LastProblem);
        Assert.Equal(MailProblem.AddressUnusable, (await noAddress.UntilAsync(m => m.State == MailState.Failed)).LastProblem);
        Assert.Single(await smtp.MailBox.MessagesAsync());
    }

    [Fact]
    public async Task Each_mail_has_an_address_of_its_own_for_what_comes_back()
    {
        await using var smtp = await SmtpServerProcess.StartAsync();
        var settings = new Dictionary<string, string?> { ["Mail:BounceAddress"] = "bounce@portal.test" };
        await using var portal = new PortalFactory(new PortalOptions { Smtp = smtp, Settings = settings });

        var posted = await PostedMail.PostAsync(portal);
        var mail = await smtp.MailBox.WaitForAsync("anna@alpha.example");

        Assert.Equal($"bounce+{posted.Id}@portal.test", mail.Envelope!.From);
        Assert.Equal("portal@portal.test", mail.Message.From.Mailboxes.Single().Address);
    }

    [Fact]
    public async Task What_a_failed_mail_said_is_forgotten_after_two_weeks()
    {
        await using var smtp = await SmtpServerProcess.StartAsync(new() { RefuseRecipient = "^nobody@" });
        await using var portal = new PortalFactory(new PortalOptions { Smtp = smtp });
        var posted = await PostedMail.PostAsync(portal, "nobody@alpha.example");
        Assert.NotNull((await posted.UntilAsync(m => m.State == MailState.Failed)).SealedContent);

        portal.Clock.Advance(TimeSpan.FromDays(13));
        await portal.InScopeAsync<ForgetFailedMails, bool>(async forget =>
        {
            await forget.ExecuteAsync(CancellationToken.None);
            return true;
        });
        Assert.NotNull((await posted.RowAsync()).SealedContent);

        portal.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromHours(2));
        var row = await posted.UntilAsync(m => m.SealedContent is null);
        Assert.Equal((MailState.Failed, MailProblem.RecipientRefused), (row.State, row.LastProblem));
    }
}
