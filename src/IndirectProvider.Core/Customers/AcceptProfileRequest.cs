using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Organisations;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Customers;

/// <summary>An operator makes a provider's public entry what the provider asked for.</summary>
public sealed class AcceptProfileRequest(PortalDb portal, Outbox outbox, PortalAddress address, IDatabaseDialect dialect, TimeProvider clock)
{
    /// <summary>Changes the provider; its global admins get a mail.</summary>
    public async Task<Result> ExecuteAsync(Guid id, ProfileDecision decision, CancellationToken cancel)
    {
        var db = portal.Open();
        if (await db.ProfileRequests.SingleOrDefaultAsync(r => r.Id == id, cancel) is not { } request)
        {
            return Error.NotFound;
        }

        var provider = await db.Providers.SingleAsync(p => p.Id == request.ProviderId, cancel);
        var (before, wanted) = (PublicProfile.Of(provider), request.Wanted);
        var now = clock.GetUtcNow();
        var ended = request.End(ProfileRequestState.Accepted, TypedText.Clean(decision.Answer), db.Scope.Actor, now);
        if (!ended.Succeeded)
        {
            return ended;
        }

        if (provider.Version != decision.ProviderVersion)
        {
            return Error.Conflict("The provider's entry was changed meanwhile. Compare it again, then decide.");
        }

        if (await db.IsNameTakenAsync(wanted.DisplayName, provider.Id, cancel))
        {
            return NameTaken(wanted);
        }

        if (await db.RefuseMarketAsync(provider, wanted.Country, "", cancel) is { } refused)
        {
            return refused;
        }

        provider.ChangeProfile(wanted);
        await db.SetLogoAsync(provider.Id, request.Logo, now, cancel);
        var concerned = new Concerned(provider.Id);
        db.Record(clock, AuditAction.ProviderProfileRequestEnded, request.Id, provider.DisplayName, concerned, new { State = request.State.ToString(), request.Answer });
        db.Record(clock, AuditAction.ProviderProfileChanged, provider.Id, provider.DisplayName, concerned, new { before, after = wanted, Logo = request.Logo is not null });
        await outbox.PostDecisionAsync(db, provider, request, address, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return ProfileRequest.DecidedMeanwhile;
        }
        catch (DbUpdateException failure) when (dialect.IsUniqueViolation(failure))
        {
            return NameTaken(wanted);
        }

        return Result.Done;
    }

    private static Error NameTaken(PublicProfile wanted) =>
        Error.Conflict("Another provider has the display name {0}. Refuse the request and say so.", wanted.DisplayName);
}
