using System.Collections.Concurrent;
using IndirectProvider.Mail;
using IndirectProvider.Testing.Hosting;

namespace IndirectProvider.IntegrationTests.Mail;

/// <summary>One mail is in one hand at a time, whoever asks; what a dead hand holds comes free.</summary>
public sealed class LeaseTests
{
    [Fact]
    public async Task Many_who_ask_at_once_share_the_mails()
    {
        await using var portal = new PortalWithoutMailWorker();
        var posted = new List<Guid>();
        for (var i = 0; i < 10; i++)
        {
            posted.Add((await PostedMail.PostAsync(portal)).Id);
        }

        var taken = new ConcurrentBag<Guid>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (await TakeAsync(portal) is { } id)
            {
                taken.Add(id);
            }
        })));

        Assert.Equal(posted.Order(), taken.Order());
    }

    [Fact]
    public async Task What_a_dead_node_held_comes_free_after_a_minute()
    {
        await using var portal = new PortalWithoutMailWorker();
        var posted = await PostedMail.PostAsync(portal);

        Assert.Equal(posted.Id, await TakeAsync(portal));
        portal.Clock.Advance(TimeSpan.FromSeconds(55));
        Assert.Null(await TakeAsync(portal));
        portal.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Null(await TakeAsync(portal, posted.Id));
        Assert.Equal(posted.Id, await TakeAsync(portal));
    }

    [Fact]
    public async Task Who_lost_the_mail_can_not_say_how_it_went_but_that_it_is_out()
    {
        await using var portal = new PortalWithoutMailWorker();
        var posted = await PostedMail.PostAsync(portal);
        var first = await InHandAsync(portal);
        portal.Clock.Advance(TakeMail.Lease + TimeSpan.FromSeconds(1));
        var second = await InHandAsync(portal);

        Assert.Null(await RecordAsync(portal, first, MailHandover.Refused(MailProblem.RecipientRefused)));
        Assert.Equal((MailState.Waiting, second.LeaseId), await StateAsync(posted));
        Assert.Equal(MailState.Sent, await RecordAsync(portal, first, MailHandover.Accepted));
        Assert.Null(await portal.InScopeAsync<DeliverMail, MailOutcome?>(deliver => deliver.ExecuteAsync(second, CancellationToken.None)));
        Assert.Null(await RecordAsync(portal, second, MailHandover.Delayed(MailProblem.BrokenOff)));
        Assert.Equal((MailState.Sent, null), await StateAsync(posted));
    }

    [Fact]
    public async Task What_is_given_back_untouched_can_be_had_at_once()
    {
        await using var portal = new PortalWithoutMailWorker();
        var posted = await PostedMail.PostAsync(portal);
        var mail = await InHandAsync(portal);

        await portal.InScopeAsync<TakeMail, bool>(async take =>
        {
            await take.GiveBackAsync(mail);
            return true;
        });

        Assert.Equal(posted.Id, await TakeAsync(portal));
        Assert.Equal(0, (await posted.RowAsync()).Attempts);
    }

    [Fact]
    public async Task Retries_are_no_first_tries()
    {
        await using var portal = new PortalWithoutMailWorker();
        var posted = await PostedMail.PostAsync(portal);
        Assert.Equal(MailState.Waiting, await RecordAsync(portal, await InHandAsync(portal), MailHandover.Delayed(MailProblem.TooSlow)));
        portal.Clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Null(await TakeAsync(portal));
        Assert.Equal(posted.Id, (await portal.InScopeAsync<TakeMail, MailInHand?>(take => take.ExecuteAsync(MailLane.FurtherTries, [], CancellationToken.None)))?.Id);
    }

    private static async Task<Guid?> TakeAsync(PortalFactory portal, params Guid[] inHand) =>
        (await portal.InScopeAsync<TakeMail, MailInHand?>(take => take.ExecuteAsync(MailLane.FirstTry, inHand, CancellationToken.None)))?.Id;

    private static async Task<MailInHand> InHandAsync(PortalFactory portal) =>
        (await portal.InScopeAsync<TakeMail, MailInHand?>(take => take.ExecuteAsync(MailLane.FirstTry, [], CancellationToken.None)))!;

    private static Task<MailState?> RecordAsync(PortalFactory portal, MailInHand mail, MailHandover handover) =>
        portal.InScopeAsync<RecordDelivery, MailState?>(record => record.ExecuteAsync(new(mail, handover, portal.Clock.Now)));

    private static async Task<(MailState State, Guid? LeaseId)> StateAsync(PostedMail posted)
    {
        var row = await posted.RowAsync();
        return (row.State, row.LeaseId);
    }
}
