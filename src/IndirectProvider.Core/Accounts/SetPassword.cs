using FluentValidation;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>Chooses a password by a one-time link; following the link also proves the e-mail address.</summary>
public sealed class SetPassword(
    PortalDb portal, PasswordRules rules, AccountLinks links, IPasswordHasher<PortalUser> hasher, MicrosoftRule microsoft, TimeProvider clock)
{
    /// <summary>How long an invited person's link lives.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromDays(7);

    /// <summary>The links that lead here.</summary>
    public static readonly AccountLinkPurpose[] Purposes = [AccountLinkPurpose.SetPassword, AccountLinkPurpose.ResetPassword];

    /// <summary>What is typed.</summary>
    public sealed record Input : ChosenPassword;

    /// <summary>Both are there and alike.</summary>
    public sealed class Validator : AbstractValidator<Input>
    {
        /// <summary>The rules.</summary>
        public Validator() => this.AddPasswordRules();
    }

    /// <summary>The account to sign in; <see cref="FinishSignIn"/> does it where a second factor is asked for.</summary>
    public async Task<Result<PortalUser>> ExecuteAsync(string token, Input input, CancellationToken cancel)
    {
        var db = portal.Open();
        if (await links.FindAsync(token, Purposes, cancel) is not { } link)
        {
            return AccountErrors.LinkDead;
        }

        if (await db.Users.SingleOrDefaultAsync(u => u.Id == link.UserId && u.DeletedAt == null && u.DisabledAt == null, cancel) is not { } user)
        {
            return AccountErrors.LinkDead;
        }

        if (await microsoft.RefuseOtherWaysAsync(user, cancel) is { } required)
        {
            return required;
        }

        if (rules.Refuse(nameof(Input.NewPassword), input.NewPassword!, await db.PasswordOwnerAsync(user, cancel)) is { } refusal)
        {
            return refusal;
        }

        var actor = await db.ActorOfAsync(user, cancel);
        await links.EndOlderAsync(user.Id, Purposes, cancel);
        user.ChoosePassword(hasher.HashPassword(user, input.NewPassword!));
        db.RecordAccount(clock, AuditAction.PasswordSet, user, actor);
        if (!user.EmailConfirmed)
        {
            user.ConfirmEmail();
            db.RecordAccount(clock, AuditAction.EmailConfirmed, user, actor);
        }

        if (!user.TwoFactorEnabled)
        {
            await db.RecordSignInAsync(clock, user, SignInMethod.Password, cancel);
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return AccountErrors.LinkDead;
        }

        return user;
    }
}
