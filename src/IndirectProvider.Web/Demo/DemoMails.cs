using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Organisations;
using IndirectProvider.Partnerships;

namespace IndirectProvider.Web.Demo;

/// <summary>The mails of the demo's invitations: sent ones, one that still waits and one that failed.</summary>
internal sealed class DemoMails(PortalDbContext db, Outbox outbox, PortalAddress address, DateTimeOffset now)
{
    private const int TriesUntilLongPauses = 11;

    /// <summary>One that was sent long ago.</summary>
    public Guid Sent(PartnershipInvitation invitation, DateTimeOffset at)
    {
        var mail = OutgoingMail.Waiting(invitation.ProviderId, To(invitation), PartnershipMails.InvitationKind, [0], null, at);
        mail.MarkSent(at.AddSeconds(2));
        return db.OutgoingMails.Add(mail).Entity.Id;
    }

    /// <summary>One that the mail server puts off again and again.</summary>
    public Guid Waiting(PartnershipInvitation invitation, Provider provider, OneTimeToken token)
    {
        var mail = Post(invitation, provider, token);
        for (var i = 0; i < TriesUntilLongPauses; i++)
        {
            mail.MarkDelayed(MailProblem.RecipientPutOff, "450 4.2.1 Mailbox busy, try again later", now);
        }

        return mail.Id;
    }

    /// <summary>One that the mail server refused.</summary>
    public Guid Failed(PartnershipInvitation invitation, Provider provider, OneTimeToken token)
    {
        var mail = Post(invitation, provider, token);
        mail.MarkFailed(MailProblem.RecipientRefused, "550 5.1.1 No such user here", now);
        return mail.Id;
    }

    private OutgoingMail Post(PartnershipInvitation invitation, Provider provider, OneTimeToken token) => outbox.Post(
        db,
        provider.Id,
        PartnershipMails.InvitationKind,
        To(invitation),
        PartnershipMails.Invitation(invitation, provider, address.Link($"/invitation/{token.Text}")),
        provider.SupportEmail);

    private static MailAddressee To(PartnershipInvitation invitation) => new(invitation.Email, invitation.Name, invitation.Culture);
}
