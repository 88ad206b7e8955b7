using IndirectProvider.Audit;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Partnerships;

/// <summary>Takes an invitation back; its link is dead at once.</summary>
public sealed class WithdrawInvitation(PortalDbContext db, TimeProvider clock)
{
    /// <summary>Withdraws it. Withdrawing twice is harmless.</summary>
    public async Task<Result> ExecuteAsync(Guid id, CancellationToken cancel)
    {
        var invitation = await db.PartnershipInvitations.SingleOrDefaultAsync(i => i.Id == id, cancel);
        if (invitation is null)
        {
            return Error.NotFound;
        }

        if (invitation.State == InvitationState.Withdrawn)
        {
            return Result.Done;
        }

        var withdrawn = invitation.Withdraw(clock.GetUtcNow());
        if (!withdrawn.Succeeded)
        {
            return withdrawn;
        }

        db.Record(clock, AuditAction.InvitationWithdrawn, invitation.Id, invitation.Name, new Concerned(invitation.ProviderId), new { invitation.Email });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return PartnershipErrors.ChangedMeanwhile;
        }

        return Result.Done;
    }
}
