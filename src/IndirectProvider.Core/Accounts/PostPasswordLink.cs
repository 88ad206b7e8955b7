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
    /// <summary>Posts it; the links sent before die.</summary>
    /// <returns>Whether it was posted: nobody's mailbox is flooded.</returns>
    internal async Task<bool> ExecuteAsync(PortalUser user, CancellationToken cancel)
    {
        var db = portal.Open();
        var now = clock.GetUtcNow();
        var hourAgo = now.AddHours(-1);
        if (await db.AccountLinks.CountAsync(l => l.UserId == user.Id && l.Purpose == AccountLinkPurpose.ResetPassword && l.CreatedAt > hourAgo, cancel)
            >= RequestPasswordReset.LinksPerHour)
        {
            return false;
        }

        await links.EndOlderAsync(user.Id, [AccountLinkPurpose.ResetPassword], cancel);
        var token = OneTimeToken.Mint();
        db.AccountLinks.Add(AccountLink.Create(user, AccountLinkPurpose.ResetPassword, token, RequestPasswordReset.LinkLife, now));
        outbox.Post(
            db, null, "PasswordReset", AccountMails.To(user), AccountMails.PasswordReset(user, address.Link($"/set-password/{token.Text}")));
        return true;
    }
}
