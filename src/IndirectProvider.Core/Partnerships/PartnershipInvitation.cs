using IndirectProvider.Organisations;
using IndirectProvider.Tenancy;

namespace IndirectProvider.Partnerships;

/// <summary>
/// A request from one provider to become its indirect reseller, carried by a one-time link. Only the hash of the
/// link's secret is stored, and the text is stored with <see cref="LinkPlaceholder"/> in the link's place.
/// </summary>
public sealed class PartnershipInvitation : IOfAllStaff, IVersioned
{
    /// <summary>Stands in the stored text where the mail has the personal link.</summary>
    public const string LinkPlaceholder = "{link}";

    /// <summary>Longest text of the message.</summary>
    public const int MaxTextLength = 4000;

    private PartnershipInvitation()
    {
    }

    /// <summary>The invitation's id; minted with the form, so a form sent twice makes one invitation.</summary>
    public Guid Id { get; private set; }

    /// <inheritdoc/>
    public Guid ProviderId { get; private set; }

    /// <summary>The provider's row.</summary>
    public Provider Provider { get; private set; } = null!;

    /// <summary>Where it stands; <see cref="InvitationState.Expired"/> also follows from <see cref="ExpiresAt"/>, see <see cref="StateAt"/>.</summary>
    public InvitationState State { get; private set; }

    /// <summary>SHA-256 of the link's secret.</summary>
    public byte[] TokenHash { get; private set; } = [];

    /// <summary>Addressee's e-mail address.</summary>
    public string Email { get; private set; } = "";

    /// <summary><see cref="Email"/> as searched.</summary>
    public string NormalizedEmail { get; private set; } = "";

    /// <summary>Addressee's name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Addressee's company, or null.</summary>
    public string? Company { get; private set; }

    /// <summary>Language of the message.</summary>
    public string Culture { get; private set; } = "";

    /// <summary>The message, with <see cref="LinkPlaceholder"/>.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Who sent it.</summary>
    public Guid SenderUserId { get; private set; }

    /// <summary>Who sent it, by name.</summary>
    public string SenderName { get; private set; } = "";

    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the last thing happened to it.</summary>
    public DateTimeOffset LastEventAt { get; private set; }

    /// <summary>After this time its link is dead.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>The last mail that carried it, or null.</summary>
    public Guid? MailId { get; private set; }

    /// <summary>The reseller that accepted.</summary>
    public Guid? AcceptedByResellerId { get; private set; }

    /// <inheritdoc/>
    public long Version { get; private set; }

    /// <summary>Whether no answer can come any more.</summary>
    public bool IsFinal => State is InvitationState.Accepted or InvitationState.Declined or InvitationState.Withdrawn;

    /// <summary>A new invitation, not handed out yet.</summary>
    public static PartnershipInvitation Draft(
        Guid id, Guid providerId, OneTimeToken token, InvitationMessage message, Actor sender, TimeSpan life, DateTimeOffset now) => new()
        {
            Id = id,
            ProviderId = providerId,
            State = InvitationState.Draft,
            TokenHash = token.Hash,
            Email = message.Email,
            NormalizedEmail = EmailAddress.Normalize(message.Email),
            Name = message.Name,
            Company = message.Company,
            Culture = message.Culture,
            Text = message.Text,
            SenderUserId = sender.UserId ?? throw new ArgumentException("An invitation has a sender.", nameof(sender)),
            SenderName = sender.Name,
            CreatedAt = now,
            LastEventAt = now,
            ExpiresAt = now + life,
        };

    /// <summary>Where it stands at a time: an unanswered one past its end is expired, whoever looks first.</summary>
    public InvitationState StateAt(DateTimeOffset now) =>
        !IsFinal && now >= ExpiresAt ? InvitationState.Expired : State;

    /// <summary>
    /// Whether the link still opens for somebody: while it can be answered, and afterwards for the reseller that accepted.
    /// </summary>
    public bool CanBeReadBy(TenantScope reader, DateTimeOffset now) =>
        StateAt(now) is InvitationState.Draft or InvitationState.Issued or InvitationState.Sent or InvitationState.Bounced or InvitationState.Opened
        || (State == InvitationState.Accepted && reader.Viewpoint == Viewpoint.Reseller && AcceptedByResellerId == reader.ResellerId);

    /// <summary>The text was changed before it goes out. Refused once answered or withdrawn.</summary>
    public Result Rewrite(InvitationMessage message)
    {
        if (IsFinal)
        {
            return Answered();
        }

        (Email, NormalizedEmail, Name) = (message.Email, EmailAddress.Normalize(message.Email), message.Name);
        (Company, Culture, Text) = (message.Company, message.Culture, message.Text);
        return Result.Done;
    }

    /// <summary>The link was copied or opened in the sender's own mail program.</summary>
    public Result Issue(DateTimeOffset now)
    {
        if (IsFinal)
        {
            return Answered();
        }

        if (State == InvitationState.Draft)
        {
            Move(InvitationState.Issued, now);
        }

        return Result.Done;
    }

    /// <summary>The portal mails it.</summary>
    public Result Send(Guid mailId, DateTimeOffset now)
    {
        if (StateAt(now) is not (InvitationState.Draft or InvitationState.Issued))
        {
            return Error.Conflict("This invitation has been sent already. Use Resend to send it again.");
        }

        MailId = mailId;
        Move(InvitationState.Sent, now);
        return Result.Done;
    }

    /// <summary>A new link replaces the old one, with a new life; the old link is dead at once.</summary>
    public Result Resend(OneTimeToken token, Guid mailId, TimeSpan life, DateTimeOffset now)
    {
        if (IsFinal)
        {
            return Answered();
        }

        TokenHash = token.Hash;
        ExpiresAt = now + life;
        MailId = mailId;
        Move(InvitationState.Sent, now);
        return Result.Done;
    }

    /// <summary>The mail server refused it for good.</summary>
    public void Bounce(DateTimeOffset now)
    {
        if (State == InvitationState.Sent)
        {
            Move(InvitationState.Bounced, now);
        }
    }

    /// <summary>Its mail, which had failed, is tried again.</summary>
    /// <returns>Whether it may be: not when the link is dead.</returns>
    public bool MailAgain(DateTimeOffset now)
    {
        if (StateAt(now) is not (InvitationState.Sent or InvitationState.Bounced or InvitationState.Opened))
        {
            return false;
        }

        if (State == InvitationState.Bounced)
        {
            Move(InvitationState.Sent, now);
        }

        return true;
    }

    /// <summary>Somebody opened the link. The first time counts.</summary>
    /// <returns>Whether this was the first time.</returns>
    public bool Open(DateTimeOffset now)
    {
        if (State is not (InvitationState.Draft or InvitationState.Issued or InvitationState.Sent or InvitationState.Bounced))
        {
            return false;
        }

        Move(InvitationState.Opened, now);
        return true;
    }

    /// <summary>A reseller accepts. Refused when answered, withdrawn or expired.</summary>
    public Result Accept(Guid resellerId, DateTimeOffset now)
    {
        if (IsFinal || now >= ExpiresAt)
        {
            return Answered();
        }

        AcceptedByResellerId = resellerId;
        Move(InvitationState.Accepted, now);
        return Result.Done;
    }

    /// <summary>The addressee declines. Refused when answered, withdrawn or expired.</summary>
    public Result Decline(DateTimeOffset now)
    {
        if (IsFinal || now >= ExpiresAt)
        {
            return Answered();
        }

        Move(InvitationState.Declined, now);
        return Result.Done;
    }

    /// <summary>The provider takes it back; the link is dead at once.</summary>
    public Result Withdraw(DateTimeOffset now)
    {
        if (IsFinal)
        {
            return Answered();
        }

        Move(InvitationState.Withdrawn, now);
        return Result.Done;
    }

    /// <summary>The clock ran out; recorded so that lists can filter by state.</summary>
    public void Expire(DateTimeOffset now)
    {
        if (!IsFinal && State != InvitationState.Expired && now >= ExpiresAt)
        {
            Move(InvitationState.Expired, now);
        }
    }

    private void Move(InvitationState state, DateTimeOffset now)
    {
        State = state;
        LastEventAt = now;
    }

    private static Error Answered() => Error.Conflict("This invitation has been answered, withdrawn or has expired.");
}

/// <summary>What the sender of an invitation chooses.</summary>
/// <param name="Email">Addressee's e-mail address.</param>
/// <param name="Name">Addressee's name.</param>
/// <param name="Company">Addressee's company, or null.</param>
/// <param name="Culture">Language of the message.</param>
/// <param name="Text">The message with <see cref="PartnershipInvitation.LinkPlaceholder"/> in the link's place.</param>
public sealed record InvitationMessage(string Email, string Name, string? Company, string Culture, string Text);
