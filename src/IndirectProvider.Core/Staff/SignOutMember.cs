using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;

namespace IndirectProvider.Staff;

/// <summary>Signs one of the staff out everywhere, for example after a laptop was lost.</summary>
public sealed class SignOutMember(PortalDbContext db, TenantScope scope, Sessions sessions, TimeProvider clock)
{
    /// <summary>Ends all sessions of the person.</summary>
    public async Task<Result> ExecuteAsync(Guid userId, CancellationToken cancel)
    {
        var found = await db.FindMemberAsync(scope, userId, cancel);
        if (found is not { Succeeded: true, Value: var user })
        {
            return found;
        }

        if (user.Id == scope.UserId)
        {
            return StaffErrors.Yourself;
        }

        user.EndSessions();
        db.RecordAccount(clock, AuditAction.MemberSignedOut, user);
        var saved = await db.SaveMemberAsync(cancel);
        if (saved.Succeeded)
        {
            await sessions.EndAllAsync(userId, cancel);
        }

        return saved;
    }
}
