using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Staff;

/// <summary>Takes an invitation back that was not accepted: link and account are gone, and the address is free again.</summary>
public sealed class WithdrawMemberInvitation(PortalDb portal, TenantScope scope, TimeProvider clock)
{
    /// <summary>Takes it back.</summary>
    public async Task<Result> ExecuteAsync(Guid userId, CancellationToken cancel)
    {
        var db = portal.Open();
        var found = await db.FindMemberAsync(scope, userId, cancel);
        if (found is not { Succeeded: true, Value: var user })
        {
            return found;
        }

        if (user.EmailConfirmed)
        {
            return StaffErrors.Accepted(user);
        }

        db.RemoveRange(await db.AccountLinks.Where(l => l.UserId == userId).ToListAsync(cancel));
        db.RemoveRange(await db.MemberTags.Where(t => t.UserId == userId).ToListAsync(cancel));
        db.Remove(user);
        db.RecordAccount(clock, AuditAction.MemberInvitationWithdrawn, user, details: new { user.Email });
        return await db.SaveMemberAsync(cancel);
    }
}
