using IndirectProvider.Data;
using IndirectProvider.Organisations;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Partnerships;

/// <summary>What the holder of an invitation's link may know of it.</summary>
public sealed record OpenedInvitation(
    Guid Id, Provider Provider, string SenderName, string Email, string Name, string? Company, string Culture, DateTimeOffset ExpiresAt, bool IsAccepted);

/// <summary>Reads an invitation for the holder of its link; nothing when the link is dead.</summary>
public sealed class ReadInvitation(PortalDb portal, TenantScope scope, TimeProvider clock)
{
    /// <summary>Reads it.</summary>
    public async Task<OpenedInvitation?> ExecuteAsync(InvitationKey? key, CancellationToken cancel)
    {
        if (key is null)
        {
            return null;
        }

        var invitation = await portal.Open().PartnershipInvitations.AsNoTracking()
            .Include(i => i.Provider)
            .SingleOrDefaultAsync(i => i.Id == key.Id && i.TokenHash == key.TokenHash, cancel);
        return invitation is not null && invitation.CanBeReadBy(scope, clock.GetUtcNow())
            ? new OpenedInvitation(
                invitation.Id,
                invitation.Provider,
                invitation.SenderName,
                invitation.Email,
                invitation.Name,
                invitation.Company,
                invitation.Culture,
                invitation.ExpiresAt,
                invitation.State == InvitationState.Accepted)
            : null;
    }

    /// <summary>
    /// The key of an invitation for somebody who held its link at a time; nothing when the link was replaced since.
    /// </summary>
    public async Task<InvitationKey?> KeyHeldAsync(Guid id, DateTimeOffset at, CancellationToken cancel)
    {
        var db = portal.Open();
        return await db.PartnershipInvitations.AsNoTracking()
            .Where(i => i.Id == id && (i.MailId == null || db.OutgoingMails.Any(m => m.Id == i.MailId && m.CreatedAt <= at)))
            .Select(i => new InvitationKey(i.Id, i.TokenHash))
            .SingleOrDefaultAsync(cancel);
    }
}
