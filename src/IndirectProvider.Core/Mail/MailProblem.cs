namespace IndirectProvider.Mail;

/// <summary>Why a try did not deliver a mail. Stored by name, and said in the reader's language where it is shown.</summary>
public enum MailProblem
{
    /// <summary>The mail server can't be reached.</summary>
    Unreachable,

    /// <summary>No secure connection: the server's certificate was not accepted.</summary>
    Certificate,

    /// <summary>The server did not accept the portal's user name and password.</summary>
    SignInRefused,

    /// <summary>The server does not offer the encryption or sign-in that the settings demand.</summary>
    NotOffered,

    /// <summary>The server turned the portal away before any mail was named.</summary>
    TurnedAway,

    /// <summary>The server did not accept the portal's own address as sender.</summary>
    SenderRefused,

    /// <summary>The server does not take mails for the addressee now.</summary>
    RecipientPutOff,

    /// <summary>The server refused the addressee for good.</summary>
    RecipientRefused,

    /// <summary>The server does not take the mail now.</summary>
    MessagePutOff,

    /// <summary>The server refused the mail for good.</summary>
    MessageRefused,

    /// <summary>The connection broke off before the server had answered.</summary>
    BrokenOff,

    /// <summary>The server took too long to answer.</summary>
    TooSlow,

    /// <summary>The address is none that a mail can be sent to.</summary>
    AddressUnusable,

    /// <summary>The server does not take addresses with other than plain letters.</summary>
    AddressNotTaken,

    /// <summary>The content can't be unsealed any more.</summary>
    ContentUnreadable,

    /// <summary>The file could not be written to the pickup folder.</summary>
    NotWritten,

    /// <summary>A defect of the portal.</summary>
    Unexpected,
}
