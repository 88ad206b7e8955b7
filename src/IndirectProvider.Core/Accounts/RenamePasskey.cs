using FluentValidation;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>The signed-in person calls a passkey something else.</summary>
public sealed class RenamePasskey(PortalDb portal, TenantScope scope)
{
    /// <summary>What is typed.</summary>
    public sealed record Input
    {
        /// <summary>What the person calls it.</summary>
        public string? Name { get; init; }
    }

    /// <summary>It is there.</summary>
    public sealed class Validator : AbstractValidator<Input>
    {
        /// <summary>The rules.</summary>
        public Validator() => RuleFor(i => i.Name).Text("Enter a name.", Passkey.MaxNameLength);
    }

    /// <summary>Renames it; somebody else's does not exist.</summary>
    public async Task<Result> ExecuteAsync(Guid id, Input input, CancellationToken cancel)
    {
        var db = portal.Open();
        if (await db.UserPasskeys.SingleOrDefaultAsync(p => p.Id == id && p.UserId == scope.UserId, cancel) is not { } passkey)
        {
            return Error.NotFound;
        }

        passkey.Rename(TypedText.Clean(input.Name)!);
        return await db.SaveUseAsync(cancel) ? Result.Done : Error.Conflict("Your security settings were changed at the same moment. Try again.");
    }
}
