using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;

namespace IndirectProvider.Staff;

/// <summary>
/// Disables one of the staff: every session ends at once, no sign-in works, and links mailed before are worthless, also after
/// the account is enabled again.
/// </summary>
public sealed class DisableMember(PortalDb portal, TenantScope scope, AccountLinks links, Sessions sessions, TimeProvider clock)
{
    /// <summary>Disables the account. Disabling one that is disabled is harmless.</summary>
    public async Task<Result> ExecuteAsync(Guid userId, CancellationToken cancel)
    {
        var db = portal.Open();
        var found = await db.FindMemberAsync(scope, userId, cancel);
        if (found is not { Succeeded: true, Value: var user } || user.DisabledAt is not null)
        {
            return found;
        }

        if (user.Id == scope.UserId)
        {
            return StaffErrors.Yourself;
        }

        if (await db.RefuseLastGlobalAdminAsync(user, cancel) is { } last)
        {
            return last;
        }

        await links.EndOlderAsync(userId, SetPassword.Purposes, cancel);
        user.Disable(clock.GetUtcNow());
        db.RecordAccount(clock, AuditAction.MemberDisabled, user, details: new { Before = new { Disabled = false }, After = new { Disabled = true } });
        var saved = await db.SaveMemberAsync(cancel);
        if (saved.Succeeded)
        {
            await sessions.EndAllAsync(userId, cancel);
        }

        return saved;
    }
}
