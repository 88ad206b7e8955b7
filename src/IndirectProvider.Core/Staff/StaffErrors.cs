using IndirectProvider.Accounts;

namespace IndirectProvider.Staff;

/// <summary>Expected failures around an organisation's own users.</summary>
public static class StaffErrors
{
    /// <summary>Nobody disables the account in use or ends its sessions here.</summary>
    public static readonly Error Yourself = Error.Conflict("You can't do this with your own account.");

    /// <summary>Nobody gives to or takes from themselves.</summary>
    public static readonly Error OwnRoles = Error.Forbidden("You can't change your own roles. Ask another administrator.");

    /// <summary>Somebody else saved first, and nothing was done.</summary>
    public static readonly Error ChangedMeanwhile = Error.Conflict("Somebody changed this user at the same moment. Look at it again and try once more.");

    /// <summary>The organisation invited, or tried to invite, too many people.</summary>
    public static readonly Error InvitedEnough = Error.Conflict("Your company has sent too many invitations today. Try again tomorrow.");

    /// <summary>The addressee was mailed too often.</summary>
    public static readonly Error MailedEnough = Error.Conflict("This person was mailed several times within a short time. Try again later.");

    /// <summary>There is no invitation any more.</summary>
    public static Error Accepted(PortalUser user) => Error.Conflict("{0} has accepted the invitation meanwhile.", user.FullName);

    /// <summary>There is no password yet that could be reset.</summary>
    public static Error NotAccepted(PortalUser user) => Error.Conflict("{0} has not accepted the invitation yet. Send the invitation again instead.", user.FullName);

    /// <summary>A disabled account gets no links.</summary>
    public static Error Disabled(PortalUser user) => Error.Conflict("{0} is disabled. Enable the user first.", user.FullName);
}
