using IndirectProvider.IntegrationTests.Mail;
using IndirectProvider.Mail;
using IndirectProvider.Testing.Databases;
using IndirectProvider.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IndirectProvider.IntegrationTests.Workers;

/// <summary>Nodes whose machines disagree about the time go by the database's.</summary>
public sealed class ClockTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_nodes_a_minute_off_either_way_never_hold_the_same_mail_and_take_over_a_dead_ones(bool aheadDies)
    {
        await using var ahead = Node.First(Minute);
        await using var behind = ahead.Another(-Minute);
        var (dying, other) = aheadDies ? (ahead, behind) : (behind, ahead);
        _ = (ahead.Services, behind.Services);
        Assert.InRange((ahead.Time - behind.Time).TotalSeconds, -1, 1);

        var mail = await PostedMail.PostAsync(dying);
        Assert.Equal(mail.Id, await TakeMailAsync(dying));
        Assert.Null(await TakeMailAsync(other));

        // A minute later, told from the other side: the lease was taken a minute earlier.
        await other.DbAsync(db => db.OutgoingMails.ExecuteUpdateAsync(set => set.SetProperty(m => m.LeasedUntil, m => m.LeasedUntil.AddSeconds(-50))));
        Assert.Null(await TakeMailAsync(other));
        await other.DbAsync(db => db.OutgoingMails.ExecuteUpdateAsync(set => set.SetProperty(m => m.LeasedUntil, m => m.LeasedUntil.AddSeconds(-11))));
        Assert.Equal(mail.Id, await TakeMailAsync(other));
        Assert.Null(await TakeMailAsync(dying));
    }

    [Fact]
    public async Task A_clock_that_jumps_is_put_right_and_named_once()
    {
        await using var node = Node.First(TimeSpan.Zero);
        var clock = node.Services.GetRequiredService<DatabaseClock>();
        Assert.InRange(clock.Offset.TotalSeconds, -1, 1);

        node.Clock.Advance(TimeSpan.FromSeconds(40));
        await clock.MeasureAsync(expectFailure: false, default);
        await clock.MeasureAsync(expectFailure: false, default);

        Assert.InRange(clock.Offset.TotalSeconds, -41, -39);
        Assert.InRange((node.Time - TimeProvider.System.GetUtcNow()).TotalSeconds, -1, 1);
        Assert.Single(node.Log.Lines, line => line.Level == LogLevel.Warning && line.Text.Contains("seconds ahead of the database's", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_database_to_ask_the_last_difference_stays()
    {
        await using var node = Node.First(Minute);
        var clock = node.Services.GetRequiredService<DatabaseClock>();
        var before = clock.Offset;
        await node.DbAsync(async db =>
        {
            // Nobody gets in any more, the clock's question included.
            var name = db.Database.GetDbConnection().Database;
            await PostgreSqlServer.RefuseConnectionsAsync(name);
            return true;
        });

        await clock.MeasureAsync(expectFailure: false, default);

        Assert.Equal(before, clock.Offset);
        Assert.Contains(node.Log.Lines, line => line.Text.Contains("The database's clock could not be read", StringComparison.Ordinal));
    }

    private static async Task<Guid?> TakeMailAsync(Node node) => (await node.DoAsync<TakeMail, MailInHand?>(mails => mails.ExecuteAsync(MailLane.FirstTry, [], default)))?.Id;
}
