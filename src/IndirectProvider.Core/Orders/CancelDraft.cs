using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Orders;

/// <summary>Discards everything typed into a wizard; all that stays is a line in the activity log.</summary>
public sealed class CancelDraft(PortalDbContext db, TenantScope scope, TimeProvider clock)
{
    /// <summary>Discards the acting person's draft; nothing to discard is fine, too.</summary>
    public async Task<Result> ExecuteAsync(Guid draftId, CancellationToken cancel)
    {
        var userId = scope.Actor.UserId;
        var draft = await db.OrderDrafts.SingleOrDefaultAsync(d => d.Id == draftId && d.UserId == userId, cancel);
        if (draft is null)
        {
            return Result.Done;
        }

        db.OrderDrafts.Remove(draft);
        db.Record(clock, AuditAction.OrderDraftCanceled, draft.Id, "", new Concerned(draft.ProviderId));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Canceled or submitted by another click; the page it leads to tells which.
            db.ChangeTracker.Clear();
        }

        return Result.Done;
    }
}
