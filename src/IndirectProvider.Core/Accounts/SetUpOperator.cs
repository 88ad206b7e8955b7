using FluentValidation;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>Makes the first operator's account by the set-up link that was printed at start.</summary>
public sealed class SetUpOperator(PortalDb portal, PasswordRules rules, AccountLinks links, IPasswordHasher<PortalUser> hasher, IDatabaseDialect dialect, TimeProvider clock)
{
    /// <summary>The links that lead here.</summary>
    public static readonly AccountLinkPurpose[] Purposes = [AccountLinkPurpose.SetUp];

    /// <summary>What is typed.</summary>
    public sealed record Input : ChosenPassword
    {
        /// <summary>First name.</summary>
        public string? FirstName { get; init; }

        /// <summary>Last name.</summary>
        public string? LastName { get; init; }

        /// <summary>E-mail address, which is also the user name.</summary>
        public string? Email { get; init; }
    }

    /// <summary>All are there and have their shape.</summary>
    public sealed class Validator : AbstractValidator<Input>
    {
        /// <summary>The rules.</summary>
        public Validator()
        {
            RuleFor(i => i.FirstName).Text("Enter the first name.", PersonName.MaxLength);
            RuleFor(i => i.LastName).Text("Enter the last name.", PersonName.MaxLength);
            RuleFor(i => i.Email).Email("Enter the e-mail address.");
            this.AddPasswordRules();
        }
    }

    /// <summary>The account to sign in.</summary>
    /// <param name="token">The secret of the link.</param>
    /// <param name="input">What was typed.</param>
    /// <param name="culture">The reader's language.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<Result<PortalUser>> ExecuteAsync(string token, Input input, string culture, CancellationToken cancel)
    {
        var db = portal.Open();
        var now = clock.GetUtcNow();
        if (await links.FindAsync(token, Purposes, cancel) is not { } link
            || await db.Users.AnyAsync(u => u.Organisation == OrganisationKind.Operator && u.EmailConfirmed, cancel))
        {
            return AccountErrors.LinkDead;
        }

        var email = TypedText.Clean(input.Email)!;
        if (rules.Refuse(nameof(Input.NewPassword), input.NewPassword!, new PasswordOwner(email, input.FirstName, input.LastName)) is { } refusal)
        {
            return refusal;
        }

        var user = PortalUser.Operator(new PersonName(TypedText.Clean(input.FirstName)!, TypedText.Clean(input.LastName)!), email, culture, now);
        user.ChoosePassword(hasher.HashPassword(user, input.NewPassword!));
        user.ConfirmEmail();
        user.MarkSignedIn(now);
        link.Use(now);
        db.Users.Add(user);
        var actor = await db.ActorOfAsync(user, cancel);
        db.RecordAccount(clock, AuditAction.OperatorCreated, user, actor);
        db.RecordAccount(clock, AuditAction.SignedIn, user, actor, new { Method = nameof(SignInMethod.Password) });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return AccountErrors.LinkDead;
        }
        catch (DbUpdateException failure) when (dialect.IsUniqueViolation(failure))
        {
            return AccountErrors.EmailTaken(nameof(Input.Email));
        }

        return user;
    }
}
