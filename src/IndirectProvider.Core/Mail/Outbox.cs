using System.Text.Json;
using IndirectProvider.Data;

namespace IndirectProvider.Mail;

/// <summary>
/// Puts mails into the outbox. The row is saved by the verb's own save, so a mail exists exactly when what it tells
/// about happened.
/// </summary>
public sealed class Outbox(Sealer sealer, TimeProvider clock, MailSignal signal)
{
    private const string Purpose = "OutgoingMail.Content";

    /// <summary>Adds a mail to the context; the caller saves.</summary>
    /// <param name="db">The context whose save makes it real.</param>
    /// <param name="providerId">The provider whose staff see the mail's state, or null.</param>
    /// <param name="kind">What sort of mail it is.</param>
    /// <param name="to">The addressee.</param>
    /// <param name="content">What it says.</param>
    /// <param name="replyTo">Where answers go, or null.</param>
    /// <returns>The row, for its id.</returns>
    public OutgoingMail Post(
        PortalDbContext db, Guid? providerId, string kind, MailAddressee to, MailContent content, string? replyTo = null)
    {
        var sealedContent = sealer.Seal(Purpose, JsonSerializer.Serialize(content));
        var mail = OutgoingMail.Waiting(providerId, to, kind, sealedContent, replyTo, clock.GetUtcNow());
        db.OutgoingMails.Add(mail);
        db.SavedChanges += (_, _) => signal.Raise();
        return mail;
    }

    /// <summary>What a mail says that was not sent yet.</summary>
    /// <exception cref="InvalidOperationException">Its content is gone.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key it was sealed with is gone.</exception>
    /// <exception cref="JsonException">It is none of ours.</exception>
    public MailContent ContentOf(OutgoingMail mail) =>
        mail.SealedContent is { } value
            ? JsonSerializer.Deserialize<MailContent>(sealer.Open(Purpose, value)) ?? throw new JsonException()
            : throw new InvalidOperationException($"Mail {mail.Id} has no content any more.");
}
