using IndirectProvider.Accounts;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Staff;

/// <summary>A limited member of a provider's staff works with the customers that have this tag.</summary>
public sealed class MemberTag : IOwnedByProvider
{
    private MemberTag()
    {
    }

    /// <inheritdoc/>
    public Guid ProviderId { get; private set; }

    /// <summary>The person.</summary>
    public Guid UserId { get; private set; }

    /// <summary>The tag.</summary>
    public Guid TagId { get; private set; }

    /// <summary>The tag's row.</summary>
    public Tag Tag { get; private set; } = null!;

    /// <summary>Lets a person work with the customers that have a tag.</summary>
    public static MemberTag Of(Tag tag, Guid userId) => new() { ProviderId = tag.ProviderId, UserId = userId, TagId = tag.Id };
}

internal sealed class MemberTagConfiguration : IEntityTypeConfiguration<MemberTag>
{
    public void Configure(EntityTypeBuilder<MemberTag> builder)
    {
        builder.ToTable("MemberTags");
        builder.HasKey(t => new { t.UserId, t.TagId });
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(t => t.UserId);
        builder.HasOne(t => t.Tag).WithMany()
            .HasForeignKey(t => new { t.ProviderId, t.TagId })
            .HasPrincipalKey(t => new { t.ProviderId, t.Id });
    }
}
