using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Partnerships;

/// <summary>Names an invitation to somebody who followed its link: the id alone opens nothing, and a resend makes the pair worthless.</summary>
public sealed record InvitationKey(Guid Id, byte[] TokenHash);

/// <summary>
/// Follows a personal link. Unknown, altered, withdrawn, answered and expired links are all the same: not found.
/// </summary>
public sealed class OpenInvitation(PortalDb portal, TenantScope scope, TimeProvider clock)
{
    /// <summary>Opens it.</summary>
    /// <param name="secret">The last part of the link.</param>
    /// <param name="counts">Whether a person opened it, not a program that looks ahead.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result<InvitationKey>> ExecuteAsync(string? secret, bool counts, CancellationToken cancel)
    {
        if (OneTimeToken.TryHash(secret) is not { } hash)
        {
            return Error.NotFound;
        }

        var db = portal.Open();
        var now = clock.GetUtcNow();
        var invitation = await db.PartnershipInvitations.SingleOrDefaultAsync(i => i.TokenHash == hash, cancel);
        if (invitation is null || !invitation.CanBeReadBy(scope, now))
        {
            return Error.NotFound;
        }

        var key = new InvitationKey(invitation.Id, hash);
        var own = scope.IsProvider && scope.ProviderId == invitation.ProviderId;
        if (!counts || own || !invitation.Open(now))
        {
            return key;
        }

        db.Record(clock, AuditAction.InvitationOpened, invitation.Id, invitation.Name, new Concerned(invitation.ProviderId));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Opened twice at the same moment, or changed by the provider: what holds is read on the next page.
            db.ChangeTracker.Clear();
        }

        return key;
    }
}
