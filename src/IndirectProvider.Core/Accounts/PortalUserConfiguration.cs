using IndirectProvider.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Accounts;

internal sealed class PortalUserConfiguration : IEntityTypeConfiguration<PortalUser>
{
    public void Configure(EntityTypeBuilder<PortalUser> builder)
    {
        builder.ToTable("Users");
        builder.Property(u => u.FirstName).HasMaxLength(PersonName.MaxLength);
        builder.Property(u => u.LastName).HasMaxLength(PersonName.MaxLength);
        builder.Property(u => u.NormalizedName).HasMaxLength((2 * PersonName.MaxLength) + 1);
        builder.Property(u => u.Culture).HasMaxLength(16);
        builder.HasIndex(u => new { u.CustomerId, u.NormalizedName });
        builder.HasIndex(u => new { u.ProviderId, u.CustomerId, u.NormalizedName });
        builder.HasIndex(u => u.DeletedAt);

        // A handful among all people, whom nothing else would find.
        builder.HasIndex(u => u.Organisation).HasFilter("\"Organisation\" = 'Operator'");
        builder.HasOne<Provider>().WithMany().HasForeignKey(u => u.ProviderId);
        builder.HasOne<Reseller>().WithMany().HasForeignKey(u => u.ResellerId);
    }
}
