using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>The signed-in person gets new recovery codes; those before stop working.</summary>
public sealed class MakeRecoveryCodes(PortalDb portal, TenantScope scope, TimeProvider clock)
{
    /// <summary>The codes, to be shown now and never again.</summary>
    public async Task<Result<IReadOnlyList<string>>> ExecuteAsync(CancellationToken cancel)
    {
        var db = portal.Open();
        var user = await db.Users.SingleAsync(u => u.Id == scope.UserId, cancel);
        if (!user.TwoFactorEnabled)
        {
            return Error.NotFound;
        }

        var (rows, codes) = RecoveryCode.Mint(user.Id);
        db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(c => c.UserId == user.Id).ToListAsync(cancel));
        db.RecoveryCodes.AddRange(rows);
        // Two at the same moment must not both count: the one who is told of codes has those that work.
        user.RequireSecondFactor();
        db.RecordAccount(clock, AuditAction.RecoveryCodesMade, user);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Error.Conflict("Your security settings were changed at the same moment. Try again.");
        }

        return codes;
    }
}
