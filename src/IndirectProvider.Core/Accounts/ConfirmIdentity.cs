using FluentValidation;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>The signed-in person proves once more who they are, before something sensitive.</summary>
public sealed class ConfirmIdentity(PortalDb portal, TenantScope scope, PasswordTries passwords, SecondFactorTries codes, TimeProvider clock)
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
        var account = await db.Users.Where(u => u.Id == scope.UserId).Select(u => new { u.UserName, u.TwoFactorEnabled }).SingleAsync(cancel);
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
            var now = clock.GetUtcNow();
            await db.Sessions.Where(s => s.Id == sessionId && s.UserId == scope.UserId)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.ConfirmedAt, now), cancel);
            db.RecordAccount(clock, AuditAction.IdentityConfirmed, attempt.User!);
        }

        await db.SaveChangesAsync(cancel);
        return refusal is null ? Result.Done : refusal;
    }
}
