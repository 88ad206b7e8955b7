using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Mail;

/// <summary>Where a mail is on its way out.</summary>
public enum MailState
{
    /// <summary>Not yet taken by a mail server; tried again until <see cref="OutgoingMail.GiveUpAt"/>.</summary>
    Waiting,

    /// <summary>Accepted by the mail server (or written to the pickup folder).</summary>
    Sent,

    /// <summary>Refused for good, or not delivered in time.</summary>
    Failed,
}

/// <summary>
/// A mail in the outbox: a row saved together with what caused it, sent by a worker afterwards. Its content is sealed,
/// since it may carry a one-time link, and is deleted once it was sent; a failed one keeps it for <see cref="KeptAfterFailing"/>,
/// so that it can be tried again.
/// </summary>
public sealed class OutgoingMail : IAppendedByAnybody
{
    /// <summary>How long delivery is tried.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    /// <summary>How long the content of a failed mail is kept.</summary>
    public static readonly TimeSpan KeptAfterFailing = TimeSpan.FromDays(14);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(2);

    private OutgoingMail()
    {
    }

    /// <summary>Also the left part of the Message-ID, so a mail keeps it over all tries.</summary>
    public Guid Id { get; private set; }

    /// <summary>The provider on whose behalf it is sent, whose staff see its state; null for the portal's own mails.</summary>
    public Guid? ProviderId { get; private set; }

    /// <summary>What sort of mail it is, for example <c>Invitation</c>.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>The addressee.</summary>
    public string ToAddress { get; private set; } = "";

    /// <summary><see cref="ToAddress"/> as compared.</summary>
    public string NormalizedToAddress { get; private set; } = "";

    /// <summary>The addressee's name, or empty.</summary>
    public string ToName { get; private set; } = "";

    /// <summary>Where answers go, or null for the sender itself.</summary>
    public string? ReplyTo { get; private set; }

    /// <summary>Language of the content, as in <c>Content-Language</c>.</summary>
    public string Culture { get; private set; } = "";

    /// <summary>The sealed <see cref="MailContent"/>; null once no longer needed.</summary>
    public byte[]? SealedContent { get; private set; }

    /// <summary>Where it is on its way.</summary>
    public MailState State { get; private set; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Tries so far, since it was written or last tried again by hand.</summary>
    public int Attempts { get; private set; }

    /// <summary>Not before this time is it tried (again).</summary>
    public DateTimeOffset NextAttemptAt { get; private set; }

    /// <summary>Until when a worker has it in hand; in the past when none has.</summary>
    public DateTimeOffset LeasedUntil { get; private set; }

    /// <summary>By which taking in hand it is out now; null when nobody has it. Only who has this number may say how the try went.</summary>
    public Guid? LeaseId { get; private set; }

    /// <summary>When the server accepted it.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>When it failed for good.</summary>
    public DateTimeOffset? FailedAt { get; private set; }

    /// <summary>When somebody last had it tried again after it had failed.</summary>
    public DateTimeOffset? RetriedAt { get; private set; }

    /// <summary>Why the last try did not deliver it.</summary>
    public MailProblem? LastProblem { get; private set; }

    /// <summary>What the server said last when it did not accept it, or null.</summary>
    public string? LastError { get; private set; }

    /// <summary>After this time it fails.</summary>
    public DateTimeOffset GiveUpAt => (RetriedAt ?? CreatedAt) + GiveUpAfter;

    /// <summary>Whether it has failed and can be tried again, since its content is still there.</summary>
    public bool CanBeRetried => State == MailState.Failed && SealedContent is not null;

    /// <summary>A mail to be sent; use <see cref="Outbox.Post"/>, which also seals the content.</summary>
    public static OutgoingMail Waiting(Guid? providerId, MailAddressee to, string kind, byte[] sealedContent, string? replyTo, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ProviderId = providerId,
        Kind = kind,
        ToAddress = to.Address,
        NormalizedToAddress = EmailAddress.Normalize(to.Address),
        ToName = to.Name,
        Culture = to.Culture,
        ReplyTo = replyTo,
        SealedContent = sealedContent,
        State = MailState.Waiting,
        CreatedAt = now,
        NextAttemptAt = now,
        LeasedUntil = DateTimeOffset.UnixEpoch,
    };

    /// <summary>The server accepted it.</summary>
    public void MarkSent(DateTimeOffset now)
    {
        Attempts++;
        State = MailState.Sent;
        (SentAt, FailedAt) = (now, null);
        (LastProblem, LastError) = (null, null);
        SealedContent = null;
        ComeFree();
    }

    /// <summary>This try failed; the next one comes later each time, and after three days none does.</summary>
    public void MarkDelayed(MailProblem problem, string? reply, DateTimeOffset now)
    {
        var pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(Attempts, 10)));
        if (now + pause > GiveUpAt)
        {
            MarkFailed(problem, reply, now);
            return;
        }

        Attempts++;
        (LastProblem, LastError) = (problem, Shorten(reply));
        NextAttemptAt = now + pause;
        ComeFree();
    }

    /// <summary>It can't be delivered.</summary>
    public void MarkFailed(MailProblem problem, string? reply, DateTimeOffset now)
    {
        Attempts++;
        State = MailState.Failed;
        FailedAt = now;
        (LastProblem, LastError) = (problem, Shorten(reply));
        ComeFree();
    }

    /// <summary>Somebody wants a failed mail tried again: at once, and for three days as if it were new.</summary>
    public Result Retry(DateTimeOffset now)
    {
        if (State != MailState.Failed)
        {
            return Result.Done;
        }

        if (SealedContent is null)
        {
            return MailErrors.Forgotten;
        }

        State = MailState.Waiting;
        (RetriedAt, NextAttemptAt, FailedAt) = (now, now, null);
        Attempts = 0;
        ComeFree();
        return Result.Done;
    }

    private void ComeFree() => (LeasedUntil, LeaseId) = (DateTimeOffset.UnixEpoch, null);

    private static string? Shorten(string? text) => text is { Length: > 500 } ? text[..500] : text;
}

internal sealed class OutgoingMailConfiguration : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.ToTable("OutgoingMails");
        builder.Property(m => m.Kind).HasMaxLength(64);
        builder.Property(m => m.ToAddress).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(m => m.NormalizedToAddress).HasMaxLength(EmailAddress.MaxLength).IsComparedByLetter();
        builder.Property(m => m.ToName).HasMaxLength(200);
        builder.Property(m => m.ReplyTo).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(m => m.Culture).HasMaxLength(16);
        builder.Property(m => m.LastError).HasMaxLength(500);

        // What a save knows of the row must still be so: nobody else took the mail, sent it or had it tried again meanwhile.
        builder.Property(m => m.State).IsConcurrencyToken();
        builder.Property(m => m.LeaseId).IsConcurrencyToken();
        builder.HasIndex(m => new { m.State, m.NextAttemptAt });
        builder.HasIndex(m => new { m.State, m.Attempts, m.NextAttemptAt });
        builder.HasIndex(m => new { m.State, m.CreatedAt });
        builder.HasIndex(m => new { m.ProviderId, m.State, m.CreatedAt });
        builder.HasIndex(m => new { m.ProviderId, m.CreatedAt });
        builder.HasIndex(m => new { m.ProviderId, m.NormalizedToAddress });
        builder.HasIndex(m => new { m.NormalizedToAddress, m.CreatedAt });
    }
}
