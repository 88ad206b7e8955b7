using FluentValidation;
using IndirectProvider.Audit;
using IndirectProvider.Data;

namespace IndirectProvider.Accounts;

/// <summary>Decides whether somebody may sign in with a user name and a password, and records it.</summary>
public sealed class SignIn(PortalDb portal, PasswordTries tries, MicrosoftRule microsoft, TimeProvider clock)
{
    /// <summary>What is typed.</summary>
    public sealed record Input
    {
        /// <summary>User name; the e-mail address for staff.</summary>
        public string? UserName { get; init; }

        /// <summary>Password.</summary>
        public string? Password { get; init; }
    }

    /// <summary>Both are there.</summary>
    public sealed class Validator : AbstractValidator<Input>
    {
        /// <summary>The rules.</summary>
        public Validator()
        {
            RuleFor(i => i.UserName).NotEmpty().WithMessage(_ => CoreTexts.Get("Enter your e-mail address or user name."));
            RuleFor(i => i.Password).NotEmpty().WithMessage(_ => CoreTexts.Get("Enter your password."));
        }
    }

    /// <summary>The account to sign in; <see cref="FinishSignIn"/> does it where a second factor is asked for.</summary>
    public async Task<Result<PortalUser>> ExecuteAsync(Input input, CancellationToken cancel)
    {
        var db = portal.Open();
        var attempt = await tries.ExecuteAsync(input.UserName!, input.Password!, cancel);
        var outcome = await RecordAsync(db, attempt, cancel);
        await db.SaveChangesAsync(cancel);
        return outcome;
    }

    private async Task<Result<PortalUser>> RecordAsync(PortalDbContext db, PasswordTry attempt, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (attempt.User is not { } user)
        {
            // What was typed is not kept: it may be a password in the wrong field.
            db.Record(clock, AuditAction.SignInFailed, Guid.Empty, "", new Concerned(), new { Reason = "UnknownUser" });
            return AccountErrors.SignInRefused;
        }

        if (!attempt.Right || !user.MaySignIn)
        {
            var reason = !attempt.Right ? "Refused" : user.DeletedAt is not null ? "Deleted" : user.DisabledAt is not null ? "Disabled" : "NotConfirmed";
            db.RecordAccount(clock, attempt.JustLocked ? AuditAction.LockedOut : AuditAction.SignInFailed, user, details: new { Reason = reason });
            return AccountErrors.SignInRefused;
        }

        if (user.TemporaryPasswordExpiresAt <= now)
        {
            db.RecordAccount(clock, AuditAction.SignInFailed, user, details: new { Reason = "TemporaryPasswordExpired" });
            return AccountErrors.TemporaryPasswordExpired;
        }

        if (await microsoft.RefuseOtherWaysAsync(user, cancel) is { } refusal)
        {
            db.RecordAccount(clock, AuditAction.SignInFailed, user, details: new { Reason = "MicrosoftRequired" });
            return refusal;
        }

        if (!user.TwoFactorEnabled)
        {
            await db.RecordSignInAsync(clock, user, SignInMethod.Password, cancel);
        }

        return user;
    }
}
