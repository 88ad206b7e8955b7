using IndirectProvider.Audit;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Organisations;

/// <summary>A provider takes back what it asked the operator to change.</summary>
public sealed class WithdrawProfileRequest(PortalDbContext db, TimeProvider clock)
{
    /// <summary>Takes it back. Taking it back twice is harmless.</summary>
    public async Task<Result> ExecuteAsync(Guid id, CancellationToken cancel)
    {
        if (await db.ProfileRequests.SingleOrDefaultAsync(r => r.Id == id, cancel) is not { } request)
        {
            return Error.NotFound;
        }

        if (request.State == ProfileRequestState.Withdrawn)
        {
            return Result.Done;
        }

        var ended = request.End(ProfileRequestState.Withdrawn, null, db.Scope.Actor, clock.GetUtcNow());
        if (!ended.Succeeded)
        {
            return ended;
        }

        db.Record(
            clock, AuditAction.ProviderProfileRequestEnded, request.Id, request.Before.DisplayName, new Concerned(request.ProviderId) { Operators = true }, new { State = request.State.ToString() });
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
