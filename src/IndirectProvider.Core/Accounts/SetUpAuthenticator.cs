using System.Buffers.Text;
using System.Security.Cryptography;
using FluentValidation;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>
/// The signed-in person sets up an authenticator app. Until the app has shown a right code its secret is kept in the form
/// only, sealed for this person, so a set-up that is not finished leaves nothing behind.
/// </summary>
public sealed class SetUpAuthenticator(PortalDb portal, TenantScope scope, Sealer sealer, TimeProvider clock)
{
    /// <summary>What the form sends.</summary>
    public sealed record Input
    {
        /// <summary>The sealed secret that came with the form.</summary>
        public string? Ticket { get; init; }

        /// <summary>What the app shows.</summary>
        public string? Code { get; init; }
    }

    /// <summary>The code is there.</summary>
    public sealed class Validator : AbstractValidator<Input>
    {
        /// <summary>The rules.</summary>
        public Validator() => RuleFor(i => i.Code).NotEmpty().WithMessage(_ => CoreTexts.Get("Enter the code."));
    }

    /// <summary>A secret for the app, shown again as long as the form carries its ticket.</summary>
    /// <param name="userName">What the app calls the account.</param>
    /// <param name="ticket">The ticket the form came with, or null for a new secret.</param>
    public AuthenticatorOffer Offer(string userName, string? ticket)
    {
        var secret = Read(ticket) ?? AuthenticatorSecret.Mint();
        return new AuthenticatorOffer(
            string.Join(' ', secret.Text.Chunk(4).Select(part => new string(part))),
            secret.AddressFor(userName),
            Base64Url.EncodeToString(secret.Seal(sealer, scope.UserId)));
    }

    /// <summary>The recovery codes, to be shown now and never again; none when the person has some already.</summary>
    public async Task<Result<IReadOnlyList<string>>> ExecuteAsync(Input input, CancellationToken cancel)
    {
        var db = portal.Open();
        var now = clock.GetUtcNow();
        var user = await db.Users.SingleAsync(u => u.Id == scope.UserId, cancel);
        if (await db.Authenticators.AnyAsync(a => a.UserId == user.Id, cancel))
        {
            return AlreadySetUp;
        }

        if (Read(input.Ticket) is not { } secret || secret.StepOf(input.Code!, now) is not { } step)
        {
            return Error.Invalid(nameof(Input.Code), "This code is not right. Enter the one that the app shows now; the clock of your device must be right.");
        }

        var codes = db.BeginSecondFactor(clock, user);
        db.Authenticators.Add(Authenticator.SetUp(user.Id, secret.Seal(sealer, user.Id), step, now));
        db.RecordAccount(clock, AuditAction.AuthenticatorSetUp, user);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // The form was sent twice at the same moment; one of them shows its codes.
            return AlreadySetUp;
        }

        return codes;
    }

    private static Error AlreadySetUp => Error.Conflict("An authenticator app is set up already.");

    private AuthenticatorSecret? Read(string? ticket)
    {
        try
        {
            return ticket is null || !Base64Url.IsValid(ticket) ? null : AuthenticatorSecret.Open(sealer, scope.UserId, Base64Url.DecodeFromChars(ticket));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>What somebody needs to make an app know the secret.</summary>
/// <param name="Key">The secret in groups, to be typed.</param>
/// <param name="Address">The same for the picture.</param>
/// <param name="Ticket">The same, sealed, for the form.</param>
public sealed record AuthenticatorOffer(string Key, string Address, string Ticket)
{
    /// <summary>Keeps the secret out of logs and debuggers.</summary>
    public override string ToString() => "authenticator offer";
}
