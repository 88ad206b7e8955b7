using IndirectProvider.Audit;
using IndirectProvider.Data;

namespace IndirectProvider.Accounts;

/// <summary>Decides whether somebody may sign in with a passkey alone, and records it.</summary>
public sealed class SignInWithPasskey(PortalDb portal, MicrosoftRule microsoft, TimeProvider clock)
{
    /// <summary>The account to sign in.</summary>
    /// <param name="proven">The passkey, or null when what the browser sent proves nothing.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result<PortalUser>> ExecuteAsync(ProvenPasskey? proven, CancellationToken cancel)
    {
        var db = portal.Open();
        var now = clock.GetUtcNow();
        if (await db.UsePasskeyAsync(proven, now, cancel) is not { } user)
        {
            await db.RecordRefusalAsync(clock, proven?.UserId, cancel);
            return AccountErrors.PasskeyRefused;
        }

        var required = await microsoft.RefuseOtherWaysAsync(user, cancel);
        var refusal = Refuse(user, now) ?? required;
        if (refusal is null)
        {
            await db.RecordSignInAsync(clock, user, SignInMethod.Passkey, cancel);
        }
        else
        {
            db.RecordAccount(clock, AuditAction.SignInFailed, user, details: new { Reason = refusal == required ? "MicrosoftRequired" : ReasonOf(user, now) });
        }

        return !await db.SaveUseAsync(cancel) ? AccountErrors.PasskeyRefused : refusal is null ? user : refusal;
    }

    private static Error? Refuse(PortalUser user, DateTimeOffset now) =>
        !user.MaySignIn || user.LockoutEnd > now ? AccountErrors.PasskeyRefused
        : user.TemporaryPasswordExpiresAt <= now ? AccountErrors.TemporaryPasswordExpired
        : null;

    private static string ReasonOf(PortalUser user, DateTimeOffset now) =>
        user.DeletedAt is not null ? "Deleted"
        : user.DisabledAt is not null ? "Disabled"
        : !user.EmailConfirmed ? "NotConfirmed"
        : user.LockoutEnd > now ? "Locked"
        : "TemporaryPasswordExpired";
}
