using System.Security.Cryptography;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Mail;

/// <summary>
/// Takes one waiting mail in hand and hands it over. Any number of workers on any number of nodes may do so at the same
/// time: a lease decides who has it, and one that is not given back (the process died) runs out.
/// </summary>
public sealed class DeliverMail(PortalDb portal, Outbox outbox, IMailTransport transport, TimeProvider clock)
{
    /// <summary>How long a mail stays with who took it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>How long a try may take; well within the lease, so that nobody else begins before it has ended.</summary>
    private static readonly TimeSpan LongestTry = TimeSpan.FromSeconds(45);

    private const int Candidates = 20;

    /// <summary>Takes the mail that has been due longest.</summary>
    /// <param name="inHand">What the caller is still busy with and never takes twice, even when its clock jumps.</param>
    /// <param name="cancel">Stops looking.</param>
    /// <returns>Its id, or null when none is due.</returns>
    public async Task<Guid?> TakeNextAsync(IReadOnlyCollection<Guid> inHand, CancellationToken cancel)
    {
        var db = portal.Open();
        while (true)
        {
            var now = clock.GetUtcNow();
            var due = await db.OutgoingMails
                .Where(m => m.State == MailState.Waiting && m.NextAttemptAt <= now && m.LeasedUntil <= now)
                .OrderBy(m => m.NextAttemptAt)
                .Select(m => m.Id)
                .Take(Candidates)
                .ToListAsync(cancel);
            foreach (var id in due.Except(inHand))
            {
                if (await TakeAsync(db, id, now, cancel))
                {
                    return id;
                }
            }

            // Others were quicker with all of these; there may be more behind them.
            if (due.Count < Candidates)
            {
                return null;
            }
        }
    }

    /// <summary>Hands over a mail that was taken, and records how that went.</summary>
    /// <param name="id">What <see cref="TakeNextAsync"/> returned.</param>
    /// <param name="cancel">Ends the try; the mail then is tried again when its lease has run out.</param>
    /// <returns>Where the mail is now, and why it is not sent.</returns>
    public async Task<(MailState State, string Reason)> ExecuteAsync(Guid id, CancellationToken cancel)
    {
        var db = portal.Open();
        var mail = await db.OutgoingMails.SingleAsync(m => m.Id == id, cancel);
        var handover = await TryAsync(mail, cancel);

        // The outcome is recorded even when the portal is stopping: a mail that is out must not go out again.
        var now = clock.GetUtcNow();
        var error = $"{handover.Reason} {handover.ServerWords}".Trim();
        switch (handover.Outcome)
        {
            case HandoverOutcome.Accepted:
                mail.MarkSent(now);
                break;
            case HandoverOutcome.Delayed:
                mail.MarkDelayed(error, now);
                break;
            default:
                mail.MarkFailed(error);
                break;
        }

        await db.SaveChangesAsync(CancellationToken.None);
        return (mail.State, handover.Reason);
    }

    private static async Task<bool> TakeAsync(PortalDbContext db, Guid id, DateTimeOffset now, CancellationToken cancel)
    {
        var until = now + Lease;
        return await db.OutgoingMails
            .Where(m => m.Id == id && m.State == MailState.Waiting && m.NextAttemptAt <= now && m.LeasedUntil <= now)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.LeasedUntil, until), cancel) == 1;
    }

    private async Task<MailHandover> TryAsync(OutgoingMail mail, CancellationToken cancel)
    {
        MailContent content;
        try
        {
            content = outbox.ContentOf(mail);
        }
        catch (CryptographicException)
        {
            return MailHandover.Refused("The mail can no longer be read: the key it was sealed with is gone.");
        }

        // Real time, not the portal's clock: this is about how long a network may stall.
        using var timeUp = new CancellationTokenSource(LongestTry);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, cancel);
        try
        {
            return await transport.HandOverAsync(mail, content, either.Token);
        }
        catch (OperationCanceledException) when (timeUp.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return MailHandover.Delayed("The mail server took too long to answer.");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A defect of ours: counted as a try all the same, or this mail would be tried for ever. The exception's
            // message stays out, since it may quote the content.
            return MailHandover.Delayed($"Sending failed unexpectedly ({failure.GetType().Name}).");
        }
    }
}
