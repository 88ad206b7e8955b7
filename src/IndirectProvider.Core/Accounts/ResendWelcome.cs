using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>Mails a provider's first global admin a new invitation, as long as the first one was not followed.</summary>
public sealed class ResendWelcome(PortalDb portal, AccountLinks links, Outbox outbox, PortalAddress address, TimeProvider clock)
{
    /// <summary>Mails it; the link in the earlier mail dies.</summary>
    /// <returns>The address it is mailed to.</returns>
    public async Task<Result<string>> ExecuteAsync(Guid providerId, CancellationToken cancel)
    {
        var db = portal.Open();
        var provider = await db.Providers.AsNoTracking().SingleOrDefaultAsync(p => p.Id == providerId, cancel);
        var admin = await db.Users
            .Where(u => u.ProviderId == providerId && u.CustomerId == null && u.DisabledAt == null && (u.Roles & MemberRole.GlobalAdmin) != 0)
            .OrderBy(u => u.CreatedAt)
            .FirstOrDefaultAsync(cancel);
        if (provider is null || admin is null)
        {
            return Error.NotFound;
        }

        if (admin.EmailConfirmed)
        {
            return Error.Conflict("{0} has accepted the invitation meanwhile.", admin.FullName);
        }

        await links.EndOlderAsync(admin.Id, SetPassword.Purposes, cancel);
        var token = OneTimeToken.Mint();
        db.AccountLinks.Add(AccountLink.Create(admin, AccountLinkPurpose.SetPassword, token, SetPassword.LinkLife, clock.GetUtcNow()));
        outbox.Post(
            db, null, "Welcome", AccountMails.To(admin), AccountMails.Welcome(admin, provider.DisplayName, address.Link($"/set-password/{token.Text}")));
        db.RecordAccount(clock, AuditAction.MemberInvited, admin);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Sent twice at the same moment: the other mail has the link that works.
            db.ChangeTracker.Clear();
        }

        return admin.Email!;
    }
}
