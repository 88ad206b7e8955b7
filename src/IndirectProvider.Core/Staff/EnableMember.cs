using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;

namespace IndirectProvider.Staff;

/// <summary>Enables a disabled account again: it signs in with the password so far. Sessions and links of before stay dead.</summary>
public sealed class EnableMember(PortalDbContext db, TenantScope scope, TimeProvider clock)
{
    /// <summary>Enables the account. Enabling one that works is harmless.</summary>
    public async Task<Result> ExecuteAsync(Guid userId, CancellationToken cancel)
    {
        var found = await db.FindMemberAsync(scope, userId, cancel);
        if (found is not { Succeeded: true, Value: var user } || user.DisabledAt is null)
        {
            return found;
        }

        user.Enable();
        db.RecordAccount(clock, AuditAction.MemberEnabled, user, details: new { Before = new { Disabled = true }, After = new { Disabled = false } });
        return await db.SaveMemberAsync(cancel);
    }
}
