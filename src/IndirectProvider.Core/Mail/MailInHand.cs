namespace IndirectProvider.Mail;

/// <summary>A mail that was taken in hand.</summary>
/// <param name="Id">The mail.</param>
/// <param name="LeaseId">This taking; who takes the mail over later has another one.</param>
public sealed record MailInHand(Guid Id, Guid LeaseId);

/// <summary>How the try with a mail in hand went.</summary>
/// <param name="Mail">The mail.</param>
/// <param name="Handover">What the other side said.</param>
/// <param name="At">When it said it.</param>
public sealed record MailOutcome(MailInHand Mail, MailHandover Handover, DateTimeOffset At);

/// <summary>Mails that never wait for each other.</summary>
public enum MailLane
{
    /// <summary>Those never tried yet.</summary>
    FirstTry,

    /// <summary>Those tried in vain before.</summary>
    FurtherTries,
}
