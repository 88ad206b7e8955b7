using System.Security.Cryptography;
using System.Text.Json;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Partnerships;

/// <summary>
/// Has a failed mail tried again, unless the link it carries is dead by now. Stands here and not with the mails because it
/// knows what links are of.
/// </summary>
public sealed class RetryMail(PortalDbContext db, PortalDb portal, Outbox outbox, MailSignal signal, TimeProvider clock)
{
    /// <summary>Tries it again. For one that is on its way again or was sent already this is harmless.</summary>
    public async Task<Result> ExecuteAsync(Guid id, CancellationToken cancel)
    {
        if (!await db.OutgoingMails.AnyAsync(m => m.Id == id, cancel))
        {
            return Error.NotFound;
        }

        var all = portal.Open();
        var now = clock.GetUtcNow();
        var mail = await all.OutgoingMails.SingleAsync(m => m.Id == id, cancel);
        if (mail.State != MailState.Failed)
        {
            return Result.Done;
        }

        if (mail.CanBeRetried && await RefuseAsync(all, mail, now, cancel) is { } refusal)
        {
            return refusal;
        }

        var retried = mail.Retry(now);
        if (!retried.Succeeded)
        {
            return retried;
        }

        all.Record(clock, AuditAction.MailRetried, mail.Id, mail.ToAddress, new Concerned(mail.ProviderId), new { Mail = mail.Kind });
        try
        {
            await all.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody else had it tried again at the same moment, which is as good, or the invitation changed.
            return await all.OutgoingMails.AnyAsync(m => m.Id == id && m.State == MailState.Failed, cancel) ? PartnershipErrors.ChangedMeanwhile : Result.Done;
        }

        signal.Raise();
        return Result.Done;
    }

    private async Task<Error?> RefuseAsync(PortalDbContext all, OutgoingMail mail, DateTimeOffset now, CancellationToken cancel)
    {
        if (mail.Kind == PartnershipMails.InvitationKind)
        {
            var invitation = await all.PartnershipInvitations.SingleOrDefaultAsync(i => i.MailId == mail.Id, cancel);
            return invitation?.MailAgain(now) == true ? null : MailErrors.InvitationEnded;
        }

        try
        {
            return outbox.ContentOf(mail).Action is { } action && OneTimeToken.TryHash(new Uri(action.Url).Segments[^1]) is { } hash
                && (await all.AccountLinks.AsNoTracking().SingleOrDefaultAsync(l => l.TokenHash == hash, cancel))?.IsUsable(now) != true
                ? MailErrors.LinkEnded
                : null;
        }
        catch (Exception failure) when (failure is CryptographicException or JsonException)
        {
            return MailErrors.Forgotten;
        }
    }
}
