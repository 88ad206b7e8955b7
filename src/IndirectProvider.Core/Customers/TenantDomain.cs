using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Customers;

/// <summary>
/// A domain prefix that is taken, from the moment an order for it is submitted. The key makes two orders for one
/// prefix impossible, across all providers of the installation.
/// </summary>
public sealed class TenantDomain : IOwnedByProvider
{
    private TenantDomain()
    {
    }

    /// <summary>The prefix, lower case.</summary>
    public string Prefix { get; private set; } = "";

    /// <inheritdoc/>
    public Guid ProviderId { get; private set; }

    /// <summary>When it was taken.</summary>
    public DateTimeOffset ReservedAt { get; private set; }

    /// <summary>Takes a prefix.</summary>
    public static TenantDomain Reserve(string prefix, Guid providerId, DateTimeOffset now) =>
        new() { Prefix = prefix, ProviderId = providerId, ReservedAt = now };
}

internal sealed class TenantDomainConfiguration : IEntityTypeConfiguration<TenantDomain>
{
    public void Configure(EntityTypeBuilder<TenantDomain> builder)
    {
        builder.ToTable("TenantDomains");
        builder.HasKey(d => d.Prefix);
        builder.Property(d => d.Prefix).HasMaxLength(27);
        builder.HasOne<Organisations.Provider>().WithMany().HasForeignKey(d => d.ProviderId);
    }
}
