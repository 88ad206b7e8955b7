using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Partnerships;

/// <summary>Mails an invitation again with a new link and a new life; the old link is dead at once.</summary>
public sealed class ResendInvitation(PortalDbContext db, PersonalLinks links, InvitationLife life, Outbox outbox, TimeProvider clock)
{
    /// <summary>What to send again.</summary>
    /// <param name="Id">The invitation.</param>
    /// <param name="LastMailId">The last mail the person saw, so that a second click doesn't send a second one.</param>
    public sealed record Input(Guid Id, Guid? LastMailId);

    /// <summary>Sends it again.</summary>
    public async Task<Result> ExecuteAsync(Input input, CancellationToken cancel)
    {
        var invitation = await db.PartnershipInvitations.SingleOrDefaultAsync(i => i.Id == input.Id, cancel);
        if (invitation is null)
        {
            return Error.NotFound;
        }

        if (invitation.MailId != input.LastMailId)
        {
            return Result.Done;
        }

        if (await db.RefuseInvitationMailAsync(invitation.Email, clock.GetUtcNow(), cancel) is { } enough)
        {
            return enough;
        }

        var provider = await db.Providers.AsNoTracking().SingleAsync(cancel);
        var token = OneTimeToken.Mint();
        var mail = outbox.Post(
            db,
            invitation.ProviderId,
            PartnershipMails.InvitationKind,
            new MailAddressee(invitation.Email, invitation.Name, invitation.Culture),
            PartnershipMails.Invitation(invitation, provider, links.UrlOf(token)),
            provider.SupportEmail);
        var sent = invitation.Resend(token, mail.Id, life.Length, clock.GetUtcNow());
        if (!sent.Succeeded)
        {
            return sent;
        }

        db.Record(
            clock, AuditAction.InvitationSent, invitation.Id, invitation.Name, new Concerned(invitation.ProviderId), new { invitation.Email, Again = true });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return PartnershipErrors.ChangedMeanwhile;
        }

        return Result.Done;
    }
}
