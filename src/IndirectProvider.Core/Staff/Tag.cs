using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Staff;

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
