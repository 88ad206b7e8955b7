using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Audit;

/// <summary>
/// One line of the activity log: who did what to what, and when. Append-only: no code updates or deletes rows.
/// Never carries a secret.
/// </summary>
public sealed class AuditRecord : IAppendedByAnybody, IAppendOnly
{
    private AuditRecord()
    {
    }

    /// <summary>Version 7, so rows sort by time.</summary>
    public Guid Id { get; private set; }

    /// <summary>When, UTC, in whole microseconds: every database gives back what was stored.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>What was done, for example <c>InvitationSent</c>; a constant of <see cref="AuditAction"/>.</summary>
    public string Action { get; private set; } = "";

    /// <summary>The person, or null for the portal and for people not signed in.</summary>
    public Guid? ActorUserId { get; private set; }

    /// <summary>The person's name at that time.</summary>
    public string ActorName { get; private set; } = "";

    /// <summary>The person's organisation at that time.</summary>
    public string ActorOrganisation { get; private set; } = "";

    /// <summary>The person's name in the form that is searched.</summary>
    public string ActorSearchName { get; private set; } = "";

    /// <summary>The person's organisation; empty for an operator's, null for the portal and for people not signed in.</summary>
    public Guid? ActorOrganisationId { get; private set; }

    /// <summary>The thing concerned.</summary>
    public Guid SubjectId { get; private set; }

    /// <summary>The thing's name at that time.</summary>
    public string SubjectName { get; private set; } = "";

    /// <summary>What changed, in the actor's terms; JSON, or null.</summary>
    public string? Details { get; private set; }

    /// <summary>Where the request came from.</summary>
    public string? SourceAddress { get; private set; }

    /// <summary>Ties the row to log lines.</summary>
    public string? CorrelationId { get; private set; }

    /// <summary>The provider concerned, which then sees the row.</summary>
    public Guid? ProviderId { get; private set; }

    /// <summary>The reseller concerned, which then sees the row.</summary>
    public Guid? ResellerId { get; private set; }

    /// <summary>The customer concerned, which then sees the row.</summary>
    public Guid? CustomerId { get; private set; }

    /// <summary>Whether operators see the row: what they did, what is asked of them, and what concerns no organisation.</summary>
    public bool ForOperators { get; private set; }

    /// <summary>The chain of seals the row is in: the one of the organisation that answers for it.</summary>
    public Guid ChainId => ProviderId ?? ResellerId ?? AuditSeal.Installation;

    /// <summary>A new row; the only way to make one.</summary>
    public static AuditRecord Of(
        DateTimeOffset at, Actor actor, string action, Guid subjectId, string subjectName, Concerned concerned, string? details) => new()
        {
            Id = Guid.CreateVersion7(at),
            At = at.WholeMicroseconds(),
            Action = action,
            ActorUserId = actor.UserId,
            ActorName = actor.Name,
            ActorSearchName = SearchText.Normalize(actor.Name),
            ActorOrganisation = actor.Organisation,
            ActorOrganisationId = actor.OrganisationId,
            SourceAddress = actor.SourceAddress,
            CorrelationId = actor.CorrelationId,
            SubjectId = subjectId,
            SubjectName = subjectName,
            Details = details,
            ProviderId = concerned.ProviderId,
            ResellerId = concerned.ResellerId,
            CustomerId = concerned.CustomerId,
            ForOperators = concerned.Operators
                || actor.OrganisationId == AuditSeal.Installation
                || concerned is { ProviderId: null, ResellerId: null, CustomerId: null },
        };
}

/// <summary>
/// The organisations whose activity log shows a row; one that concerns none of them is the installation's own.
/// </summary>
public sealed record Concerned(Guid? ProviderId = null, Guid? ResellerId = null, Guid? CustomerId = null)
{
    /// <summary>Whether a provider's doing concerns the operators, too. What they do themselves does in any case.</summary>
    public bool Operators { get; init; }
}

internal sealed class AuditRecordConfiguration : IEntityTypeConfiguration<AuditRecord>
{
    public void Configure(EntityTypeBuilder<AuditRecord> builder)
    {
        builder.ToTable("AuditRecords");
        builder.Property(r => r.Action).HasMaxLength(64);
        builder.Property(r => r.ActorName).HasMaxLength(200);
        builder.Property(r => r.ActorSearchName).HasMaxLength(200).IsComparedByLetter();
        builder.Property(r => r.ActorOrganisation).HasMaxLength(200);
        builder.Property(r => r.SubjectName).HasMaxLength(300);
        builder.Property(r => r.Details).HasMaxLength(Data.Conventions.LongTextLength);
        builder.Property(r => r.SourceAddress).HasMaxLength(64);
        builder.Property(r => r.CorrelationId).HasMaxLength(128);
        builder.HasIndex(r => r.At);
        builder.HasIndex(r => r.CorrelationId);
        builder.HasIndex(r => new { r.ForOperators, r.At });
        builder.HasIndex(r => new { r.ProviderId, r.At });

        // Only providers' logs are so long that a person's or an action's lines are not found soon among the others.
        builder.HasIndex(r => new { r.ProviderId, r.ActorSearchName, r.At });
        builder.HasIndex(r => new { r.ProviderId, r.Action, r.At });
        builder.HasIndex(r => new { r.ResellerId, r.At });
        builder.HasIndex(r => new { r.CustomerId, r.At });
        builder.HasIndex(r => new { r.SubjectId, r.At });
    }
}
