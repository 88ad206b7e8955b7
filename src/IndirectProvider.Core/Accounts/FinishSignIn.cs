using FluentValidation;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>Finishes the sign-in of somebody whose password was right: with a code of the authenticator app, a recovery code or a passkey.</summary>
public sealed class FinishSignIn(PortalDb portal, SecondFactorTries tries, MicrosoftRule microsoft, TimeProvider clock)
{
    /// <summary>How long somebody may take between password and code.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>What is typed.</summary>
    public sealed record Input
    {
        /// <summary>Code of the app, or a recovery code.</summary>
        public string? Code { get; init; }
    }

    /// <summary>It is there.</summary>
    public sealed class Validator : AbstractValidator<Input>
    {
        /// <summary>The rules.</summary>
        public Validator() => RuleFor(i => i.Code).NotEmpty().WithMessage(_ => CoreTexts.Get("Enter the code."));
    }

    /// <summary>
    /// How somebody half way can go on; null when not at all any more, since the account, its password or its second factor are
    /// not as they were.
    /// </summary>
    public Task<SecondFactorWays?> LookAtAsync(Guid userId, string securityStamp, CancellationToken cancel)
    {
        var db = portal.Open();
        return db.Users
            .Where(u => u.Id == userId && u.SecurityStamp == securityStamp && u.TwoFactorEnabled && u.EmailConfirmed && u.DeletedAt == null && u.DisabledAt == null)
            .Select(u => new SecondFactorWays(db.Authenticators.Any(a => a.UserId == u.Id), db.UserPasskeys.Any(p => p.UserId == u.Id)))
            .SingleOrDefaultAsync(cancel);
    }

    /// <summary>The account to sign in.</summary>
    /// <param name="userId">Whose password was right.</param>
    /// <param name="securityStamp">The account's stamp at that moment.</param>
    /// <param name="input">What is typed.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result<PortalUser>> ExecuteAsync(Guid userId, string securityStamp, Input input, CancellationToken cancel)
    {
        if (await LookAtAsync(userId, securityStamp, cancel) is null)
        {
            return TookTooLong;
        }

        var db = portal.Open();
        var user = await tries.ExecuteAsync(userId, input.Code!, cancel);
        var refusal = user is null ? null : await microsoft.RefuseOtherWaysAsync(user, cancel);
        if (user is not null && refusal is null)
        {
            await db.RecordSignInAsync(clock, user, SignInMethod.PasswordAndCode, cancel);
        }

        await db.SaveChangesAsync(cancel);
        return user is null ? AccountErrors.CodeRefused(nameof(Input.Code)) : refusal is null ? user : refusal;
    }

    /// <summary>The account to sign in.</summary>
    /// <param name="userId">Whose password was right.</param>
    /// <param name="securityStamp">The account's stamp at that moment.</param>
    /// <param name="proven">The passkey, or null when what the browser sent proves nothing.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result<PortalUser>> ExecuteAsync(Guid userId, string securityStamp, ProvenPasskey? proven, CancellationToken cancel)
    {
        if (await LookAtAsync(userId, securityStamp, cancel) is null)
        {
            return TookTooLong;
        }

        var db = portal.Open();
        var now = clock.GetUtcNow();
        if (proven?.UserId != userId || await db.UsePasskeyAsync(proven, now, cancel) is not { } user)
        {
            await db.RecordRefusalAsync(clock, userId, cancel);
            return AccountErrors.PasskeyRefused;
        }

        if (user.LockoutEnd > now)
        {
            db.RecordAccount(clock, AuditAction.SignInFailed, user, details: new { Reason = "Locked" });
            await db.SaveUseAsync(cancel);
            return AccountErrors.PasskeyRefused;
        }

        if (await microsoft.RefuseOtherWaysAsync(user, cancel) is { } refusal)
        {
            db.RecordAccount(clock, AuditAction.SignInFailed, user, details: new { Reason = "MicrosoftRequired" });
            await db.SaveUseAsync(cancel);
            return refusal;
        }

        user.GiveTriesBack();
        await db.RecordSignInAsync(clock, user, SignInMethod.PasswordAndPasskey, cancel);
        return await db.SaveUseAsync(cancel) ? user : AccountErrors.PasskeyRefused;
    }

    private static Error TookTooLong => Error.Conflict("This took too long. Sign in again.");
}

/// <summary>What an account's second factor can be.</summary>
/// <param name="App">A code of an authenticator app.</param>
/// <param name="Passkey">A passkey.</param>
public sealed record SecondFactorWays(bool App, bool Passkey);
