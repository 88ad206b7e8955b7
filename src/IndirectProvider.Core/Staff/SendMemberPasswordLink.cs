using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;

namespace IndirectProvider.Staff;

/// <summary>Mails one of the staff a link for choosing a new password. The password so far works until then.</summary>
public sealed class SendMemberPasswordLink(PortalDb portal, TenantScope scope, PostPasswordLink post, TimeProvider clock)
{
    /// <summary>Mails it.</summary>
    public async Task<Result> ExecuteAsync(Guid userId, CancellationToken cancel)
    {
        var db = portal.Open();
        var found = await db.FindMemberAsync(scope, userId, cancel);
        if (found is not { Succeeded: true, Value: var user })
        {
            return found;
        }

        if (user.DisabledAt is not null)
        {
            return StaffErrors.Disabled(user);
        }

        if (!user.EmailConfirmed)
        {
            return StaffErrors.NotAccepted(user);
        }

        if (!await post.ExecuteAsync(user, cancel))
        {
            return StaffErrors.MailedEnough;
        }

        db.RecordAccount(clock, AuditAction.MemberPasswordLinkSent, user);
        return await db.SaveMemberAsync(cancel);
    }
}
