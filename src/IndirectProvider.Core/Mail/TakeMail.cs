using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Mail;

/// <summary>
/// Takes one waiting mail in hand. Any number of workers on any number of nodes may do so at the same time: a lease
/// decides who has it, and one that is not given back (the process died) runs out.
/// </summary>
public sealed class TakeMail(PortalDb portal, TimeProvider clock)
{
    /// <summary>How long a mail stays with who took it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private const int Candidates = 20;

    /// <summary>Takes the mail that has been due longest.</summary>
    /// <param name="lane">Which mails to look among.</param>
    /// <param name="inHand">What the caller is still busy with and never takes twice, even when its clock jumps.</param>
    /// <param name="cancel">Stops looking.</param>
    /// <returns>The mail, or null when none is due.</returns>
    public async Task<MailInHand?> ExecuteAsync(MailLane lane, IReadOnlyCollection<Guid> inHand, CancellationToken cancel)
    {
        var db = portal.Open();
        var candidates = Candidates + inHand.Count;
        while (true)
        {
            var now = clock.GetUtcNow();
            var due = await Due(db, lane, now).OrderBy(m => m.NextAttemptAt).Select(m => m.Id).Take(candidates).ToListAsync(cancel);
            foreach (var id in due.Except(inHand))
            {
                var mail = new MailInHand(id, Guid.NewGuid());
                if (await TakeAsync(db, mail, now))
                {
                    return mail;
                }
            }

            // Others were quicker with all of these; there may be more behind them.
            if (due.Count < candidates)
            {
                return null;
            }
        }
    }

    /// <summary>Whether the outbox can be read now; throws or answers no while the database is away.</summary>
    public Task<bool> CanAsync(CancellationToken cancel) => portal.Open().Database.CanConnectAsync(cancel);

    /// <summary>Gives a mail back untouched, so that another node can have it at once.</summary>
    public Task GiveBackAsync(MailInHand mail) =>
        portal.Open().OutgoingMails
            .Where(m => m.Id == mail.Id && m.LeaseId == mail.LeaseId)
            .ExecuteUpdateAsync(
                m => m.SetProperty(x => x.LeasedUntil, DateTimeOffset.UnixEpoch).SetProperty(x => x.LeaseId, (Guid?)null), CancellationToken.None);

    private static IQueryable<OutgoingMail> Due(PortalDbContext db, MailLane lane, DateTimeOffset now) =>
        lane == MailLane.FirstTry ? Due(db, now).Where(m => m.Attempts == 0) : Due(db, now).Where(m => m.Attempts > 0);

    private static IQueryable<OutgoingMail> Due(PortalDbContext db, DateTimeOffset now)
    {
        // No lease lasts longer than that, unless the clock was turned back since it was taken.
        var doubtful = now + Lease + TimeSpan.FromMinutes(1);
        return db.OutgoingMails.Where(m =>
            m.State == MailState.Waiting && m.NextAttemptAt <= now && (m.LeasedUntil <= now || m.LeasedUntil > doubtful));
    }

    // Not cancelled half-way: nobody would know whether the mail is in hand.
    private static async Task<bool> TakeAsync(PortalDbContext db, MailInHand mail, DateTimeOffset now)
    {
        var until = now + Lease;
        Guid? lease = mail.LeaseId;
        return await Due(db, now)
            .Where(m => m.Id == mail.Id)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.LeasedUntil, until).SetProperty(x => x.LeaseId, lease), CancellationToken.None) == 1;
    }
}
