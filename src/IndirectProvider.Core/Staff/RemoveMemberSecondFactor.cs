using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;

namespace IndirectProvider.Staff;

/// <summary>Lets one of the staff sign in with the password alone again, who has lost the device and the recovery codes.</summary>
public sealed class RemoveMemberSecondFactor(PortalDbContext db, TenantScope scope, RemoveSecondFactor remove)
{
    /// <summary>Removes it; nothing when there is none.</summary>
    public async Task<Result> ExecuteAsync(Guid userId, CancellationToken cancel)
    {
        var found = await db.FindMemberAsync(scope, userId, cancel);
        if (found is not { Succeeded: true, Value: var user })
        {
            return found;
        }

        return user.Id == scope.UserId ? StaffErrors.Yourself : await remove.ExecuteAsync(userId, cancel);
    }
}
