using FluentValidation;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>The signed-in person adds a passkey. The first second factor brings recovery codes with it.</summary>
public sealed class AddPasskey(PortalDb portal, TenantScope scope, TimeProvider clock)
{
    /// <summary>What is typed.</summary>
    public sealed record Input
    {
        /// <summary>What the person calls it.</summary>
        public string? Name { get; init; }
    }

    /// <summary>The name is there.</summary>
    public sealed class Validator : AbstractValidator<Input>
    {
        /// <summary>The rules.</summary>
        public Validator() => RuleFor(i => i.Name).Text("Enter a name.", Passkey.MaxNameLength);
    }

    /// <summary>The recovery codes, to be shown now and never again; none when the person has some already.</summary>
    /// <param name="input">What was typed.</param>
    /// <param name="made">The passkey, or null when what the browser sent is none.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result<IReadOnlyList<string>>> ExecuteAsync(Input input, NewPasskey? made, CancellationToken cancel)
    {
        var db = portal.Open();
        if (made is null || made.Passkey.CredentialId.Length > Passkey.MaxKeyLength)
        {
            await db.RecordRefusalAsync(clock, scope.UserId, cancel);
            return Error.Invalid("", "The passkey could not be added. Try again.");
        }

        if (await db.UserPasskeys.CountAsync(p => p.UserId == scope.UserId, cancel) >= Passkey.MaxCount)
        {
            return Error.Conflict("You have {0} passkeys. Remove one that you don't use any more first.", Passkey.MaxCount);
        }

        var user = await db.Users.SingleAsync(u => u.Id == scope.UserId, cancel);
        var passkey = Passkey.Add(user.Id, made, TypedText.Clean(input.Name)!, clock.GetUtcNow());
        db.UserPasskeys.Add(passkey);
        var codes = db.BeginSecondFactor(clock, user);
        db.RecordAccount(clock, AuditAction.PasskeyAdded, user, details: new { Passkey = passkey.Data.Name });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Sent twice at the same moment, or by a browser that answered with a passkey that is known.
            return Error.Conflict("This passkey has been added already.");
        }

        return codes;
    }
}
