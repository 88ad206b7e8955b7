namespace IndirectProvider.Mail;

/// <summary>Why a mail is not tried again.</summary>
public static class MailErrors
{
    /// <summary>Its content is gone.</summary>
    public static readonly Error Forgotten =
        Error.Conflict("What this mail said is no longer kept, so it can't be sent again. Do again what it was about.");

    /// <summary>It carries an invitation whose link is dead.</summary>
    public static readonly Error InvitationEnded = Error.Conflict("This invitation is no longer valid. Send a new one.");

    /// <summary>It carries another link that is dead.</summary>
    public static readonly Error LinkEnded =
        Error.Conflict("The link in this mail no longer works: it was used or replaced, or its time is over. Send a new one.");
}
