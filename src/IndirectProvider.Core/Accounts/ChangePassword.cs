using FluentValidation;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>The signed-in person chooses another password, at the first sign-in instead of the temporary one.</summary>
public sealed class ChangePassword(PortalDb portal, TenantScope scope, PasswordRules rules, PasswordTries tries, AccountLinks links, IPasswordHasher<PortalUser> hasher, TimeProvider clock)
{
    /// <summary>What is typed.</summary>
    public sealed record Input : ChosenPassword
    {
        /// <summary>The password so far.</summary>
        public string? CurrentPassword { get; init; }
    }

    /// <summary>All are there, the new ones alike.</summary>
    public sealed class Validator : AbstractValidator<Input>
    {
        /// <summary>The rules.</summary>
        public Validator()
        {
            RuleFor(i => i.CurrentPassword).NotEmpty().WithMessage(_ => CoreTexts.Get("Enter your current password."));
            this.AddPasswordRules();
        }
    }

    /// <summary>The account, whose session must be renewed: all its sessions have ended.</summary>
    public async Task<Result<PortalUser>> ExecuteAsync(Input input, CancellationToken cancel)
    {
        var db = portal.Open();
        var userName = await db.Users.Where(u => u.Id == scope.Actor.UserId).Select(u => u.UserName!).SingleAsync(cancel);
        var attempt = await tries.ExecuteAsync(userName, input.CurrentPassword!, cancel);
        var user = attempt.User!;
        if (!attempt.Right)
        {
            if (attempt.JustLocked)
            {
                db.RecordAccount(clock, AuditAction.LockedOut, user);
            }

            await db.SaveChangesAsync(cancel);
            return Error.Invalid(
                nameof(Input.CurrentPassword), "This is not your current password. After {0} wrong tries, wait {1} minutes before the next one.", PasswordTries.Allowed, PasswordTries.Pause.TotalMinutes);
        }

        var refusal = rules.Refuse(nameof(Input.NewPassword), input.NewPassword!, await db.PasswordOwnerAsync(user, cancel))
            ?? (input.NewPassword == input.CurrentPassword
                ? Error.Invalid(nameof(Input.NewPassword), "Choose a password other than your current one.")
                : null);
        if (refusal is null)
        {
            await links.EndOlderAsync(user.Id, SetPassword.Purposes, cancel);
            user.ChoosePassword(hasher.HashPassword(user, input.NewPassword!));
            db.RecordAccount(clock, AuditAction.PasswordSet, user);
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Error.Conflict("The password was changed at the same moment. Sign in with the new one.");
        }

        return refusal is null ? user : refusal;
    }
}
