using FluentValidation;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>Finishes the sign-in of somebody whose password was right with a code of the authenticator app or a recovery code.</summary>
public sealed class FinishSignIn(PortalDb portal, SecondFactorTries tries, TimeProvider clock)
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

    /// <summary>Whether somebody half way can still go on: the account, its password and its second factor are as they were.</summary>
    public Task<bool> IsOpenAsync(Guid userId, string securityStamp, CancellationToken cancel) =>
        portal.Open().Users.AnyAsync(
            u => u.Id == userId && u.SecurityStamp == securityStamp && u.TwoFactorEnabled && u.EmailConfirmed && u.DeletedAt == null && u.DisabledAt == null, cancel);

    /// <summary>The account to sign in.</summary>
    /// <param name="userId">Whose password was right.</param>
    /// <param name="securityStamp">The account's stamp at that moment.</param>
    /// <param name="input">What is typed.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result<PortalUser>> ExecuteAsync(Guid userId, string securityStamp, Input input, CancellationToken cancel)
    {
        if (!await IsOpenAsync(userId, securityStamp, cancel))
        {
            return Error.Conflict("This took too long. Sign in again.");
        }

        var db = portal.Open();
        var user = await tries.ExecuteAsync(userId, input.Code!, cancel);
        if (user is not null)
        {
            await db.RecordSignInAsync(clock, user, cancel);
        }

        await db.SaveChangesAsync(cancel);
        return user is null ? AccountErrors.CodeRefused(nameof(Input.Code)) : user;
    }
}
