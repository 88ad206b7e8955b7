using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>The signed-in person stops using the authenticator app; with the last second factor the recovery codes go too.</summary>
public sealed class TurnOffAuthenticator(PortalDb portal, TenantScope scope, TimeProvider clock)
{
    /// <summary>Turns it off; nothing when it is off.</summary>
    /// <param name="requiredBy">Who requires a second factor of the person, or null.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result> ExecuteAsync(string? requiredBy, CancellationToken cancel)
    {
        var db = portal.Open();
        var user = await db.Users.SingleAsync(u => u.Id == scope.UserId, cancel);
        if (await db.Authenticators.SingleOrDefaultAsync(a => a.UserId == user.Id, cancel) is not { } authenticator)
        {
            return Result.Done;
        }

        if (await db.EndSecondFactorAsync(user, requiredBy, () => db.Authenticators.Remove(authenticator), cancel) is { } refusal)
        {
            return refusal;
        }

        db.RecordAccount(clock, AuditAction.AuthenticatorTurnedOff, user);
        try
        {
            await db.SaveChangesAsync(cancel);
            return Result.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Error.Conflict("Your security settings were changed at the same moment. Try again.");
        }
    }
}
