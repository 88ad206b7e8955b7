namespace IndirectProvider.Partnerships;

/// <summary>Where a partnership request stands.</summary>
public enum InvitationState
{
    /// <summary>Written, its link not handed out.</summary>
    Draft,

    /// <summary>The link was copied or opened in the sender's own mail program.</summary>
    Issued,

    /// <summary>The portal mails it.</summary>
    Sent,

    /// <summary>The mail could not be delivered.</summary>
    Bounced,

    /// <summary>Somebody opened the link.</summary>
    Opened,

    /// <summary>A reseller accepted; final.</summary>
    Accepted,

    /// <summary>The addressee declined; final.</summary>
    Declined,

    /// <summary>The provider took it back; final.</summary>
    Withdrawn,

    /// <summary>Not answered in time; a resend revives it.</summary>
    Expired,
}
