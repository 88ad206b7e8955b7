using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Staff;

/// <summary>
/// Mails a new colleague the link for choosing a password. Part of the verbs that invite and invite again, which save.
/// </summary>
public sealed class PostMemberInvitation(PortalDb portal, TenantScope scope, AccountLinks links, Outbox outbox, PortalAddress address, TimeProvider clock)
{
    /// <summary>Invitations an organisation sends or tries to send within a day.</summary>
    public const int PerDay = 100;

    private const string MailKind = "MemberInvitation";

    private static readonly string[] Counted = [AuditAction.MemberInvited, AuditAction.MemberInvitationRefused];

    /// <summary>Why no further mail goes to this address now, or null.</summary>
    internal async Task<Error?> RefuseAsync(string email, CancellationToken cancel)
    {
        var db = portal.Open();
        var now = clock.GetUtcNow();
        var dayAgo = now.AddDays(-1);
        var own = scope.Viewpoint switch
        {
            Viewpoint.Operator => db.AuditRecords.Where(r => r.ProviderId == null && r.ResellerId == null && r.CustomerId == null),
            Viewpoint.Reseller => db.AuditRecords.Where(r => r.ResellerId == scope.ResellerId),
            _ => db.AuditRecords.Where(r => r.ProviderId == scope.ProviderId),
        };
        if (await own.CountAsync(r => r.At > dayAgo && Counted.Contains(r.Action), cancel) >= PerDay)
        {
            return StaffErrors.InvitedEnough;
        }

        return await db.HadEnoughAsync(MailKind, email, now, cancel) ? StaffErrors.MailedEnough : null;
    }

    internal async Task ExecuteAsync(PortalUser user, CancellationToken cancel)
    {
        var db = portal.Open();
        await links.EndOlderAsync(user.Id, SetPassword.Purposes, cancel);
        var token = OneTimeToken.Mint();
        db.AccountLinks.Add(AccountLink.Create(user, AccountLinkPurpose.SetPassword, token, SetPassword.LinkLife, clock.GetUtcNow()));
        outbox.Post(
            db,
            user.ProviderId,
            MailKind,
            AccountMails.To(user),
            AccountMails.Invitation(user, scope.Actor.Organisation, scope.Actor.Name, address.Link($"/set-password/{token.Text}")));
        db.RecordAccount(clock, AuditAction.MemberInvited, user, details: new { user.Email, Roles = user.Roles.ToString() });
    }
}
