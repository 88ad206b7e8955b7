using IndirectProvider.Organisations;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Partnerships;

/// <summary>Whether provider and reseller serve customers together now.</summary>
public enum PartnershipState
{
    /// <summary>They do.</summary>
    Active,

    /// <summary>They did.</summary>
    Ended,
}

/// <summary>
/// Provider and reseller have agreed to serve customers together. One row per pair for ever: ending and renewing
/// change its state, and the activity log keeps the history.
/// </summary>
public sealed class Partnership : IOfAllStaff, IVersioned
{
    private Partnership()
    {
    }

    /// <summary>The partnership's id.</summary>
    public Guid Id { get; private set; }

    /// <inheritdoc/>
    public Guid ProviderId { get; private set; }

    /// <summary>The reseller.</summary>
    public Guid ResellerId { get; private set; }

    /// <summary>The provider's row.</summary>
    public Provider Provider { get; private set; } = null!;

    /// <summary>The reseller's row.</summary>
    public Reseller Reseller { get; private set; } = null!;

    /// <summary>Whether it holds now.</summary>
    public PartnershipState State { get; private set; }

    /// <summary>When it was made or last renewed.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <inheritdoc/>
    public long Version { get; private set; }

    /// <summary>A new partnership.</summary>
    public static Partnership Start(Guid providerId, Guid resellerId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ProviderId = providerId,
        ResellerId = resellerId,
        State = PartnershipState.Active,
        StartedAt = now,
    };

    /// <summary>Makes an ended partnership active again; an active one stays as it is.</summary>
    public void Renew(DateTimeOffset now)
    {
        if (State == PartnershipState.Active)
        {
            return;
        }

        State = PartnershipState.Active;
        StartedAt = now;
        EndedAt = null;
    }

    /// <summary>Ends it. Refused when it has ended already.</summary>
    public Result End(DateTimeOffset now)
    {
        if (State == PartnershipState.Ended)
        {
            return Error.Conflict("This partnership has already ended.");
        }

        State = PartnershipState.Ended;
        EndedAt = now;
        return Result.Done;
    }
}

internal sealed class PartnershipConfiguration : IEntityTypeConfiguration<Partnership>
{
    public void Configure(EntityTypeBuilder<Partnership> builder)
    {
        builder.ToTable("Partnerships");
        // The pair is what customers' and subscriptions' rows point to, so the database itself refuses a reseller
        // that was never a partner of the row's provider.
        builder.HasAlternateKey(p => new { p.ProviderId, p.ResellerId });
        builder.HasOne(p => p.Provider).WithMany().HasForeignKey(p => p.ProviderId);
        builder.HasOne(p => p.Reseller).WithMany().HasForeignKey(p => p.ResellerId);
        builder.HasIndex(p => new { p.ResellerId, p.State });
    }
}
