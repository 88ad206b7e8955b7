namespace IndirectProvider.Mail;

/// <summary>The way out of the portal: a mail server, or files.</summary>
public interface IMailTransport
{
    /// <summary>
    /// Hands over one mail. Expected failures are in the answer; what is thrown is a defect or the caller's cancellation.
    /// </summary>
    /// <param name="mail">Addressee, language and id, which stays the same over all tries.</param>
    /// <param name="content">What it says.</param>
    /// <param name="cancel">Ends the try.</param>
    Task<MailHandover> HandOverAsync(OutgoingMail mail, MailContent content, CancellationToken cancel);
}

/// <summary>How a try ended.</summary>
/// <param name="Outcome">Accepted, or whether trying again makes sense.</param>
/// <param name="Problem">Why not; goes to the log and to the staff.</param>
/// <param name="Reply">
/// What the server answered, its code first, for the staff only. Never anything of the content.
/// </param>
public sealed record MailHandover(HandoverOutcome Outcome, MailProblem? Problem = null, string? Reply = null)
{
    /// <summary>The other side has it.</summary>
    public static readonly MailHandover Accepted = new(HandoverOutcome.Accepted);

    /// <summary>Not now.</summary>
    public static MailHandover Delayed(MailProblem problem, string? reply = null) => new(HandoverOutcome.Delayed, problem, reply);

    /// <summary>Never.</summary>
    public static MailHandover Refused(MailProblem problem, string? reply = null) => new(HandoverOutcome.Refused, problem, reply);
}

/// <summary>Ways a try can end.</summary>
public enum HandoverOutcome
{
    /// <summary>Taken over.</summary>
    Accepted,

    /// <summary>Not taken; a later try may succeed.</summary>
    Delayed,

    /// <summary>Not taken, and trying again is of no use.</summary>
    Refused,
}
