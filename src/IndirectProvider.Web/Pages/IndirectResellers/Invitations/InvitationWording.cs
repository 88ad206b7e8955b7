using IndirectProvider.Audit;
using IndirectProvider.Partnerships;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.IndirectResellers.Invitations;

/// <summary>The words for what happens to invitations.</summary>
public static class InvitationWording
{
    /// <summary>Where an invitation stands.</summary>
    public static Badge Of(InvitationState state, IStringLocalizer T) => state switch
    {
        InvitationState.Draft => new(T["Draft"], "neutral"),
        InvitationState.Issued => new(T["Link issued"], "info"),
        InvitationState.Sent => new(T["Sent"], "info"),
        InvitationState.Bounced => new(T["Not delivered"], "danger"),
        InvitationState.Opened => new(T["Opened"], "info"),
        InvitationState.Accepted => new(T["Accepted"], "success"),
        InvitationState.Declined => new(T["Declined"], "warning"),
        InvitationState.Withdrawn => new(T["Withdrawn"], "neutral"),
        InvitationState.Expired => new(T["Expired"], "warning"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>A line of its history.</summary>
    public static string Of(string action, IStringLocalizer T) => action switch
    {
        AuditAction.InvitationIssued => T["Link issued"],
        AuditAction.InvitationSent => T["Sent"],
        AuditAction.InvitationBounced => T["Not delivered"],
        AuditAction.InvitationOpened => T["Opened"],
        AuditAction.InvitationAccepted => T["Accepted"],
        AuditAction.InvitationDeclined => T["Declined"],
        AuditAction.InvitationWithdrawn => T["Withdrawn"],
        AuditAction.InvitationExpired => T["Expired"],
        _ => action,
    };
}
