using IndirectProvider.Staff;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Customers;

/// <summary>A customer has a tag.</summary>
public sealed class CustomerTag : IOwnedByProvider
{
    private CustomerTag()
    {
    }

    /// <inheritdoc/>
    public Guid ProviderId { get; private set; }

    /// <summary>The customer.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>The tag.</summary>
    public Guid TagId { get; private set; }

    /// <summary>The tag's row.</summary>
    public Tag Tag { get; private set; } = null!;

    /// <summary>Gives a customer a tag.</summary>
    public static CustomerTag Of(Guid providerId, Guid customerId, Guid tagId) =>
        new() { ProviderId = providerId, CustomerId = customerId, TagId = tagId };
}

internal sealed class CustomerTagConfiguration : IEntityTypeConfiguration<CustomerTag>
{
    public void Configure(EntityTypeBuilder<CustomerTag> builder)
    {
        builder.ToTable("CustomerTags");
        builder.HasKey(t => new { t.CustomerId, t.TagId });
        builder.HasIndex(t => new { t.TagId, t.CustomerId });
        builder.HasOne<Customer>().WithMany(c => c.Tags)
            .HasForeignKey(t => new { t.ProviderId, t.CustomerId })
            .HasPrincipalKey(c => new { c.ProviderId, c.Id });
        builder.HasOne(t => t.Tag).WithMany()
            .HasForeignKey(t => new { t.ProviderId, t.TagId })
            .HasPrincipalKey(t => new { t.ProviderId, t.Id });
    }
}
