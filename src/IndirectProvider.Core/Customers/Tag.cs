using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Customers;

/// <summary>A word by which a provider's staff sorts its customers. Resellers and customers don't see it.</summary>
public sealed class Tag : IOwnedByProvider
{
    /// <summary>Most characters of a name.</summary>
    public const int MaxLength = 40;

    private Tag()
    {
    }

    /// <summary>The tag's id.</summary>
    public Guid Id { get; private set; }

    /// <inheritdoc/>
    public Guid ProviderId { get; private set; }

    /// <summary>The word as typed first.</summary>
    public string Name { get; private set; } = "";

    /// <summary><see cref="Name"/> as searched, sorted and compared; unique within a provider.</summary>
    public string NormalizedName { get; private set; } = "";

    /// <summary>A new tag.</summary>
    public static Tag Create(Guid providerId, string name, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ProviderId = providerId,
        Name = name,
        NormalizedName = SearchText.Normalize(name),
    };
}

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

internal sealed class TagConfiguration : IEntityTypeConfiguration<Tag>
{
    public void Configure(EntityTypeBuilder<Tag> builder)
    {
        builder.ToTable("Tags");
        builder.HasAlternateKey(t => new { t.ProviderId, t.Id });
        builder.Property(t => t.Name).HasMaxLength(Tag.MaxLength);
        builder.Property(t => t.NormalizedName).HasMaxLength(Tag.MaxLength);
        builder.HasIndex(t => new { t.ProviderId, t.NormalizedName }).IsUnique();
        builder.HasOne<Organisations.Provider>().WithMany().HasForeignKey(t => t.ProviderId);
    }
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
