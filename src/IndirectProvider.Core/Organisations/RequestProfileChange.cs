using IndirectProvider.Audit;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Organisations;

/// <summary>A provider asks the operator to change its public entry; one request at a time.</summary>
public sealed class RequestProfileChange(PortalDbContext db, PortalDb portal, IDatabaseDialect dialect, TimeProvider clock)
{
    /// <summary>The entry as wanted, and a word to the operator.</summary>
    public sealed record Input : PublicProfileInput
    {
        /// <summary>A word to the operator.</summary>
        public string? Note { get; init; }
    }

    /// <summary>Shape only.</summary>
    public sealed class Validator : PublicProfileValidator<Input>
    {
        private const int NoteLength = 1000;

        /// <summary>The rules.</summary>
        public Validator() => RuleFor(i => i.Note).OptionalText(NoteLength);
    }

    /// <summary>Puts it to the operator.</summary>
    public async Task<Result> ExecuteAsync(Input input, CancellationToken cancel)
    {
        var provider = await db.Providers.AsNoTracking().SingleAsync(cancel);
        // Counted before looking: who is overtaken after the look takes the same number, which the database refuses.
        var number = await db.ProfileRequests.CountAsync(cancel);
        if (await db.ProfileRequests.AnyAsync(r => r.State == ProfileRequestState.Open, cancel))
        {
            return OneIsOpen;
        }

        var (before, wanted, note) = (PublicProfile.Of(provider), input.ToProfile(), TypedText.Clean(input.Note));
        var errors = new List<Error>();
        var logo = input.Logo is null ? null : LogoImage.Read(input.Logo);
        errors.AddRange(logo?.Errors ?? []);
        if (await portal.Open().IsNameTakenAsync(wanted.DisplayName, provider.Id, cancel))
        {
            errors.Add(ProviderNames.Taken(nameof(Input.DisplayName)));
        }

        if (before == wanted && logo is null && note is null)
        {
            errors.Add(Error.Invalid("", "Everything is as it is now. Change something, or tell the operator in the note what you need."));
        }

        if (errors.Count > 0)
        {
            return Result.Failed(errors);
        }

        var request = ProfileRequest.Of(provider.Id, number, before, wanted, logo?.Value, note, db.Scope.Actor, clock.GetUtcNow());
        db.ProfileRequests.Add(request);
        db.Record(
            clock, AuditAction.ProviderProfileRequested, request.Id, provider.DisplayName, new Concerned(provider.Id) { Operators = true }, new { before, wanted, Logo = logo is not null, note });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (dialect.IsUniqueViolation(failure))
        {
            return OneIsOpen;
        }

        return Result.Done;
    }

    private static Error OneIsOpen => Error.Conflict("A request is with the operator already. Withdraw it before you send another one.");
}
