using IndirectProvider.Audit;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Partnerships;

/// <summary>
/// Records that unanswered invitations are past their end, so that lists can filter by state. The links are dead from
/// that moment on anyway, whether this ran or not.
/// </summary>
public sealed class ExpireInvitations(PortalDb portal, TimeProvider clock)
{
    private const int BatchSize = 200;

    private static readonly InvitationState[] Unanswered =
        [InvitationState.Draft, InvitationState.Issued, InvitationState.Sent, InvitationState.Bounced, InvitationState.Opened];

    /// <summary>Records one batch.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> ExecuteAsync(CancellationToken cancel)
    {
        var db = portal.Open();
        var now = clock.GetUtcNow();
        var due = await db.PartnershipInvitations
            .Where(i => i.ExpiresAt <= now && Unanswered.Contains(i.State))
            .OrderBy(i => i.ExpiresAt)
            .Take(BatchSize)
            .ToListAsync(cancel);
        foreach (var invitation in due)
        {
            invitation.Expire(now);
            db.Record(clock, AuditAction.InvitationExpired, invitation.Id, invitation.Name, new Concerned(invitation.ProviderId));
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another node, or somebody resending at this very moment; the next turn looks again.
            return false;
        }

        return due.Count == BatchSize;
    }
}
