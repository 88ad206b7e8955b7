using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.IntegrationTests.Mail;

/// <summary>Between the server's answer and the save, nothing gets lost while the process lives.</summary>
public sealed class OutcomeTests
{
    [Fact]
    public async Task What_the_server_took_is_recorded_as_soon_as_the_database_takes_it_and_not_sent_again()
    {
        await using var smtp = await SmtpServerProcess.StartAsync();
        await using var portal = new PortalFactory(new PortalOptions { Smtp = smtp });
        await RefuseToSaveSentAsync(portal);

        var posted = await PostedMail.PostAsync(portal);
        await smtp.MailBox.WaitForAsync("anna@alpha.example");
        await RefusalsAsync(portal, posted, 3);
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        await RefusalsAsync(portal, posted, 5);
        var other = await PostedMail.PostAsync(portal, "otto@alpha.example");
        await smtp.MailBox.WaitForAsync("otto@alpha.example");
        Assert.Equal(MailState.Waiting, (await posted.RowAsync()).State);

        await SaveAgainAsync(portal);

        await posted.UntilAsync(m => m.State == MailState.Sent);
        await other.UntilAsync(m => m.State == MailState.Sent);
        Assert.Equal(2, (await smtp.MailBox.MessagesAsync()).Count);
    }

    [Fact]
    public async Task Who_stops_the_portal_waits_for_the_mail_on_its_way()
    {
        await using var smtp = await SmtpServerProcess.StartAsync(new() { Delay = TimeSpan.FromSeconds(3) });
        await using var portal = new PortalFactory(new PortalOptions { Smtp = smtp });
        var posted = await PostedMail.PostAsync(portal);
        await posted.UntilAsync(m => m.LeaseId is not null);

        await portal.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<Web.Workers.MailWorker>().Single().StopAsync(CancellationToken.None);

        var row = await posted.RowAsync();
        Assert.True((row.State, row.Attempts) is (MailState.Sent, 1) or (MailState.Waiting, 0), $"{row.State} after {row.Attempts}");
        Assert.Equal(row.State == MailState.Sent ? 1 : 0, (await smtp.MailBox.MessagesAsync()).Count);
        Assert.Null(row.LeaseId);
    }

    private static async Task RefusalsAsync(PortalFactory portal, PostedMail posted, int count)
    {
        await posted.UntilAsync(_ => portal.Log.Lines.Count(l =>
            l.Text.Contains("could not be recorded yet", StringComparison.Ordinal) && l.Text.Contains($"{posted.Id}", StringComparison.Ordinal)) >= count);
    }

    // A database that takes everything but this, as one does that is full or cut off at the wrong moment.
    private static Task RefuseToSaveSentAsync(PortalFactory portal) => RunAsync(portal, db => db.Database.IsSqlite()
        ? "CREATE TRIGGER away BEFORE UPDATE ON \"OutgoingMails\" WHEN NEW.\"State\" = 'Sent' BEGIN SELECT RAISE(ABORT, 'away'); END"
        : """
          CREATE FUNCTION away() RETURNS trigger AS $$ BEGIN IF NEW."State" = 'Sent' THEN RAISE EXCEPTION 'away'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql;
          CREATE TRIGGER away BEFORE UPDATE ON "OutgoingMails" FOR EACH ROW EXECUTE FUNCTION away();
          """);

    private static Task SaveAgainAsync(PortalFactory portal) =>
        RunAsync(portal, db => db.Database.IsSqlite() ? "DROP TRIGGER away" : "DROP TRIGGER away ON \"OutgoingMails\"");

    private static Task RunAsync(PortalFactory portal, Func<PortalDbContext, string> sql) =>
        portal.InScopeAsync<PortalDb, int>(portalDb => portalDb.Open().Database.ExecuteSqlRawAsync(sql(portalDb.Open())));
}
