using IndirectProvider.Audit;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>
/// Decides whether somebody whom Microsoft has signed in may sign in here, and records it: the account is found by tenant and
/// object id only, and its organisation must have that tenant linked at this moment.
/// </summary>
public sealed class SignInWithMicrosoft(PortalDb portal, TimeProvider clock)
{
    /// <summary>The account to sign in; Microsoft has asked for a second factor as the organisation's own rules demand.</summary>
    public async Task<Result<PortalUser>> ExecuteAsync(EntraIdentity who, CancellationToken cancel)
    {
        var db = portal.Open();
        var user = await db.Users.SingleOrDefaultAsync(
            u => db.UserLogins.Any(l => l.LoginProvider == EntraIdentity.LoginProvider && l.ProviderKey == who.Key && l.UserId == u.Id), cancel);
        var refused = true;
        if (user is null)
        {
            // The organisation of that tenant sees who knocked; nobody else learns of it.
            var concerned = await db.MicrosoftTenants.Where(t => t.TenantId == who.TenantId)
                .Select(t => new Concerned(t.ProviderId, t.ResellerId, null)).SingleOrDefaultAsync(cancel);
            db.Record(
                clock, AuditAction.SignInFailed, Guid.Empty, "", concerned ?? new Concerned(), new { Reason = "MicrosoftAccountUnknown", Account = concerned is null ? null : who.UserName });
        }
        else if (!user.MaySignIn)
        {
            db.RecordAccount(clock, AuditAction.SignInFailed, user, details: new { Reason = user.DisabledAt is not null ? "Disabled" : "Deleted" });
        }
        else if (!await db.MicrosoftTenantOf(user).AnyAsync(t => t.TenantId == who.TenantId, cancel))
        {
            db.RecordAccount(clock, AuditAction.SignInFailed, user, details: new { Reason = "MicrosoftTenantNotLinked" });
        }
        else
        {
            await db.RecordSignInAsync(clock, user, SignInMethod.Microsoft, cancel);
            refused = false;
        }

        await db.SaveChangesAsync(cancel);
        return refused ? MicrosoftErrors.NotConnected : user!;
    }

    /// <summary>Records that what came back from the sign-in at Microsoft could not be believed.</summary>
    public async Task RefuseAsync(CancellationToken cancel)
    {
        var db = portal.Open();
        db.Record(clock, AuditAction.SignInFailed, Guid.Empty, "", new Concerned(), new { Reason = "MicrosoftAnswerRefused" });
        await db.SaveChangesAsync(cancel);
    }
}
