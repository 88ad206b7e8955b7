using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Organisations;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Customers;

/// <summary>An operator refuses what a provider asked for, and says why.</summary>
public sealed class RefuseProfileRequest(PortalDb portal, Outbox outbox, PortalAddress address, TimeProvider clock)
{
    /// <summary>Refuses it; the provider's global admins get a mail.</summary>
    public async Task<Result> ExecuteAsync(Guid id, ProfileDecision decision, CancellationToken cancel)
    {
        var db = portal.Open();
        if (await db.ProfileRequests.SingleOrDefaultAsync(r => r.Id == id, cancel) is not { } request)
        {
            return Error.NotFound;
        }

        if (TypedText.Clean(decision.Answer) is not { } answer)
        {
            return Error.Invalid(nameof(decision.Answer), "Say why, so that the provider knows what to change.");
        }

        var ended = request.End(ProfileRequestState.Refused, answer, db.Scope.Actor, clock.GetUtcNow());
        if (!ended.Succeeded)
        {
            return ended;
        }

        var provider = await db.Providers.AsNoTracking().SingleAsync(p => p.Id == request.ProviderId, cancel);
        db.Record(
            clock, AuditAction.ProviderProfileRequestEnded, request.Id, provider.DisplayName, new Concerned(provider.Id), new { State = request.State.ToString(), answer });
        await outbox.PostDecisionAsync(db, provider, request, address, cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return ProfileRequest.DecidedMeanwhile;
        }

        return Result.Done;
    }
}
