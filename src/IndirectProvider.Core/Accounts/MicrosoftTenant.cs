using IndirectProvider.Organisations;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Accounts;

/// <summary>
/// The Entra tenant whose people a provider or reseller lets sign in with Microsoft. One tenant belongs to one organisation of
/// the installation at most, and the other way round.
/// </summary>
public sealed class MicrosoftTenant : IOwnedByProvider, IOwnedByReseller, IVersioned
{
    private MicrosoftTenant()
    {
    }

    /// <summary>The link's id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The provider that linked it; else null.</summary>
    public Guid? ProviderId { get; private set; }

    /// <summary>The reseller that linked it; else null.</summary>
    public Guid? ResellerId { get; private set; }

    Guid IOwnedByProvider.ProviderId => ProviderId ?? Guid.Empty;

    Guid IOwnedByReseller.ResellerId => ResellerId ?? Guid.Empty;

    /// <summary>The tenant's id at Microsoft.</summary>
    public Guid TenantId { get; private set; }

    /// <summary>When it was linked.</summary>
    public DateTimeOffset LinkedAt { get; private set; }

    /// <summary>Who linked it, by name.</summary>
    public string LinkedBy { get; private set; } = "";

    /// <summary>Whether the organisation's members sign in with Microsoft and in no other way.</summary>
    public bool IsRequired { get; private set; }

    /// <inheritdoc/>
    public long Version { get; private set; }

    /// <summary>Links the tenant that somebody has just signed in at to that person's provider or reseller.</summary>
    public static MicrosoftTenant Link(PortalUser admin, Guid tenantId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ProviderId = admin.Organisation == OrganisationKind.Provider ? admin.ProviderId : null,
        ResellerId = admin.ResellerId,
        TenantId = tenantId,
        LinkedAt = now,
        LinkedBy = admin.FullName,
    };

    /// <summary>From now on members sign in with Microsoft only.</summary>
    public void Require() => IsRequired = true;

    /// <summary>Members may sign in in other ways again.</summary>
    public void AllowOtherWays() => IsRequired = false;
}

internal sealed class MicrosoftTenantConfiguration : IEntityTypeConfiguration<MicrosoftTenant>
{
    public void Configure(EntityTypeBuilder<MicrosoftTenant> builder)
    {
        builder.ToTable("MicrosoftTenants");
        builder.Property(t => t.LinkedBy).HasMaxLength((2 * PersonName.MaxLength) + 1);
        builder.HasIndex(t => t.TenantId).IsUnique();
        builder.HasIndex(t => t.ProviderId).IsUnique();
        builder.HasIndex(t => t.ResellerId).IsUnique();
        builder.HasOne<Provider>().WithMany().HasForeignKey(t => t.ProviderId);
        builder.HasOne<Reseller>().WithMany().HasForeignKey(t => t.ResellerId);
    }
}
