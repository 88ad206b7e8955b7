using IndirectProvider.Data;
using IndirectProvider.Mail;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>
/// Mails somebody a link for choosing a new password. Part of the verbs by which the person or an administrator asks for it,
/// which save.
/// </summary>
public sealed class PostPasswordLink(PortalDb portal, AccountLinks links, Outbox outbox, PortalAddress address, TimeProvider clock)
{
    private const string MailKind = "PasswordReset";

    /// <summary>Posts it; the links sent before die.</summary>
    /// <returns>
    /// Whether it was posted: nobody's mailbox is flooded. Beyond the day's share a mail only follows when the last link has died,
    /// so whoever keeps asking for somebody else's links can't keep that person from having one that works.
    /// </returns>
    internal async Task<bool> ExecuteAsync(PortalUser user, CancellationToken cancel)
    {
        var db = portal.Open();
        var now = clock.GetUtcNow();
        if (await db.HadEnoughAsync(MailKind, user.Email!, now, cancel) && await HasLiveLinkAsync(db, user, now, cancel))
        {
            return false;
        }

        await links.EndOlderAsync(user.Id, [AccountLinkPurpose.ResetPassword], cancel);
        var token = OneTimeToken.Mint();
        db.AccountLinks.Add(AccountLink.Create(user, AccountLinkPurpose.ResetPassword, token, RequestPasswordReset.LinkLife, now));
        outbox.Post(
            db, user.ProviderId, MailKind, AccountMails.To(user), AccountMails.PasswordReset(user, address.Link($"/set-password/{token.Text}")));
        return true;
    }

    private static Task<bool> HasLiveLinkAsync(PortalDbContext db, PortalUser user, DateTimeOffset now, CancellationToken cancel) =>
        db.AccountLinks.AnyAsync(l => l.UserId == user.Id && l.Purpose == AccountLinkPurpose.ResetPassword && l.UsedAt == null && l.ExpiresAt > now, cancel);
}
