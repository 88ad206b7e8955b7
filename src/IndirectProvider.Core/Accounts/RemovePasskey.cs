using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>The signed-in person removes a passkey; with the last second factor the recovery codes go too.</summary>
public sealed class RemovePasskey(PortalDb portal, TenantScope scope, TimeProvider clock)
{
    /// <summary>Removes it; somebody else's does not exist.</summary>
    /// <param name="id">Which one.</param>
    /// <param name="requiredBy">Who requires a second factor of the person, or null.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result> ExecuteAsync(Guid id, string? requiredBy, CancellationToken cancel)
    {
        var db = portal.Open();
        var user = await db.Users.SingleAsync(u => u.Id == scope.UserId, cancel);
        if (await db.UserPasskeys.SingleOrDefaultAsync(p => p.Id == id && p.UserId == user.Id, cancel) is not { } passkey)
        {
            return Error.NotFound;
        }

        if (await db.EndSecondFactorAsync(user, requiredBy, () => db.UserPasskeys.Remove(passkey), cancel) is { } refusal)
        {
            return refusal;
        }

        db.RecordAccount(clock, AuditAction.PasskeyRemoved, user, details: new { Passkey = passkey.Data.Name });
        return await db.SaveUseAsync(cancel) ? Result.Done : Error.Conflict("Your security settings were changed at the same moment. Try again.");
    }
}
