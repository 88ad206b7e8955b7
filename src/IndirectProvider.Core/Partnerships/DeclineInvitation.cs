using IndirectProvider.Audit;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Partnerships;

/// <summary>The holder of the link says no; no account is needed for that.</summary>
public sealed class DeclineInvitation(PortalDb portal, TimeProvider clock)
{
    /// <summary>Declines it.</summary>
    public async Task<Result> ExecuteAsync(InvitationKey key, CancellationToken cancel)
    {
        var db = portal.Open();
        var invitation = await db.PartnershipInvitations.SingleOrDefaultAsync(i => i.Id == key.Id && i.TokenHash == key.TokenHash, cancel);
        if (invitation is null)
        {
            return Error.NotFound;
        }

        if (invitation.State == InvitationState.Declined)
        {
            return Result.Done;
        }

        if (!invitation.Decline(clock.GetUtcNow()).Succeeded)
        {
            return Error.NotFound;
        }

        db.Record(clock, AuditAction.InvitationDeclined, invitation.Id, invitation.Name, new Concerned(invitation.ProviderId));
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
