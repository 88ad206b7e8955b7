using FluentValidation;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>The signed-in person proves once more who they are, before something sensitive.</summary>
public sealed class ConfirmIdentity(PortalDb portal, TenantScope scope, PasswordTries passwords, SecondFactorTries codes, MicrosoftRule microsoft, TimeProvider clock)
{
    /// <summary>What is typed.</summary>
    public sealed record Input
    {
        /// <summary>The person's password.</summary>
        public string? Password { get; init; }

        /// <summary>A code, where a second factor is set up.</summary>
        public string? Code { get; init; }
    }

    /// <summary>The password is there; the code is asked for by the account.</summary>
    public sealed class Validator : AbstractValidator<Input>
    {
        /// <summary>The rules.</summary>
        public Validator() => RuleFor(i => i.Password).NotEmpty().WithMessage(_ => CoreTexts.Get("Enter your password."));
    }

    /// <summary>Confirms it for one session.</summary>
    public async Task<Result> ExecuteAsync(Guid sessionId, Input input, CancellationToken cancel)
    {
        var db = portal.Open();
        var account = await db.Users.AsNoTracking().SingleAsync(u => u.Id == scope.UserId, cancel);
        if (await microsoft.RefuseOtherWaysAsync(account, cancel) is { } required)
        {
            return required;
        }

        if (account.TwoFactorEnabled && string.IsNullOrWhiteSpace(input.Code))
        {
            return Error.Invalid(nameof(Input.Code), "Enter the code.");
        }

        var attempt = await passwords.ExecuteAsync(account.UserName!, input.Password!, cancel);
        var refusal = !attempt.Right
            ? Error.Invalid(
                nameof(Input.Password), "This is not your password. After {0} wrong tries, wait {1} minutes before the next one.", PasswordTries.Allowed, PasswordTries.Pause.TotalMinutes)
            : account.TwoFactorEnabled && await codes.ExecuteAsync(scope.UserId, input.Code!, cancel) is null
                ? AccountErrors.CodeRefused(nameof(Input.Code))
                : null;
        if (attempt.JustLocked)
        {
            db.RecordAccount(clock, AuditAction.LockedOut, attempt.User!);
        }

        if (refusal is null)
        {
            await ConfirmAsync(db, sessionId, cancel);
            db.RecordAccount(clock, AuditAction.IdentityConfirmed, attempt.User!);
        }

        await db.SaveChangesAsync(cancel);
        return refusal is null ? Result.Done : refusal;
    }

    /// <summary>Confirms it for one session by a passkey, which stands for password and code.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="proven">The passkey, or null when what the browser sent proves nothing.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result> ExecuteAsync(Guid sessionId, ProvenPasskey? proven, CancellationToken cancel)
    {
        var db = portal.Open();
        var account = await db.Users.AsNoTracking().SingleAsync(u => u.Id == scope.UserId, cancel);
        if (await microsoft.RefuseOtherWaysAsync(account, cancel) is { } required)
        {
            return required;
        }

        if (proven?.UserId != scope.UserId || await db.UsePasskeyAsync(proven, clock.GetUtcNow(), cancel) is not { } user)
        {
            await db.RecordRefusalAsync(clock, scope.UserId, cancel);
            return AccountErrors.PasskeyRefused;
        }

        db.RecordAccount(clock, AuditAction.IdentityConfirmed, user, details: new { Method = nameof(SignInMethod.Passkey) });
        if (!await db.SaveUseAsync(cancel))
        {
            return AccountErrors.PasskeyRefused;
        }

        await ConfirmAsync(db, sessionId, cancel);
        return Result.Done;
    }

    private Task ConfirmAsync(PortalDbContext db, Guid sessionId, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return db.Sessions.Where(s => s.Id == sessionId && s.UserId == scope.UserId)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.ConfirmedAt, now), cancel);
    }
}
