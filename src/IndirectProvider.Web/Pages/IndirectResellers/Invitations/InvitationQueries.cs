using IndirectProvider.Partnerships;

namespace IndirectProvider.Web.Pages.IndirectResellers.Invitations;

/// <summary>Conditions on invitations that several pages use.</summary>
public static class InvitationQueries
{
    /// <summary>Those that can still be answered.</summary>
    public static IQueryable<PartnershipInvitation> Open(this IQueryable<PartnershipInvitation> invitations, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return invitations.Where(i =>
            i.ExpiresAt > now
            && (i.State == InvitationState.Issued || i.State == InvitationState.Sent || i.State == InvitationState.Bounced || i.State == InvitationState.Opened));
    }
}
