using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Partnerships;

/// <summary>Records at the invitation that its mail could not be delivered.</summary>
public sealed class RecordBounces(PortalDb portal, TimeProvider clock)
{
    private const int BatchSize = 200;

    /// <summary>Records one batch.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> ExecuteAsync(CancellationToken cancel)
    {
        var db = portal.Open();
        var now = clock.GetUtcNow();
        var bounced = await db.OutgoingMails
            .Where(m => m.State == MailState.Failed && m.Kind == PartnershipMails.InvitationKind)
            .Join(
                db.PartnershipInvitations.Where(i => i.State == InvitationState.Sent),
                mail => mail.Id,
                invitation => invitation.MailId,
                (mail, invitation) => new { Invitation = invitation, mail.LastProblem, mail.LastError })
            .OrderBy(b => b.Invitation.Id)
            .Take(BatchSize)
            .ToListAsync(cancel);
        foreach (var bounce in bounced)
        {
            bounce.Invitation.Bounce(now);
            db.Record(
                clock,
                AuditAction.InvitationBounced,
                bounce.Invitation.Id,
                bounce.Invitation.Name,
                new Concerned(bounce.Invitation.ProviderId),
                new { bounce.Invitation.Email, Reason = bounce.LastProblem, Reply = bounce.LastError });
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }

        return bounced.Count == BatchSize;
    }
}
