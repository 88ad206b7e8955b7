using IndirectProvider.Data;
using IndirectProvider.Mail;

namespace IndirectProvider.Partnerships;

/// <summary>Refuses to mail one more invitation when the addressee or the portal had enough of them.</summary>
public static class InvitationMailLimit
{
    /// <summary>Why the acting provider can't have another invitation mailed to an address now; null when it can.</summary>
    public static async Task<Error?> RefuseInvitationMailAsync(this PortalDbContext db, string email, DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.HadEnoughAsync(PartnershipMails.InvitationKind, email, now, cancel))
        {
            return PartnershipErrors.HadEnough(email);
        }

        return await db.SentEnoughAsync(PartnershipMails.InvitationKind, db.Scope.ProviderId, now, cancel) ? PartnershipErrors.SentEnough : null;
    }
}
