using System.Security.Cryptography;
using System.Text.Json;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Mail;

/// <summary>Hands over a mail that was taken in hand. <see cref="RecordDelivery"/> then records how that went.</summary>
public sealed class DeliverMail(PortalDb portal, Outbox outbox, IMailTransport transport, TimeProvider clock)
{
    /// <summary>How long a try may take; well within the lease, so that nobody else begins before it has ended.</summary>
    private static readonly TimeSpan LongestTry = TimeSpan.FromSeconds(45);

    /// <summary>Hands it over.</summary>
    /// <param name="mail">What <see cref="TakeMail"/> returned.</param>
    /// <param name="cancel">Ends the try; the mail then is tried again when its lease has run out.</param>
    /// <returns>How it went; null when the mail is no longer in this hand.</returns>
    public async Task<MailOutcome?> ExecuteAsync(MailInHand mail, CancellationToken cancel)
    {
        var row = await portal.Open().OutgoingMails.AsNoTracking()
            .SingleOrDefaultAsync(m => m.Id == mail.Id && m.LeaseId == mail.LeaseId && m.State == MailState.Waiting, cancel);

        // What took too long to get here is not begun: another node would take it while it is on its way out.
        return row is null || row.LeasedUntil - clock.GetUtcNow() < LongestTry ? null : new MailOutcome(mail, await TryAsync(row, cancel), clock.GetUtcNow());
    }

    private async Task<MailHandover> TryAsync(OutgoingMail mail, CancellationToken cancel)
    {
        MailContent content;
        try
        {
            content = outbox.ContentOf(mail);
        }
        catch (Exception failure) when (failure is CryptographicException or JsonException or InvalidOperationException)
        {
            return MailHandover.Refused(MailProblem.ContentUnreadable);
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
            return MailHandover.Delayed(MailProblem.TooSlow);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A defect of ours: counted as a try all the same, or this mail would be tried for ever. The exception's
            // message stays out, since it may quote the content.
            return MailHandover.Delayed(MailProblem.Unexpected, failure.GetType().Name);
        }
    }
}
