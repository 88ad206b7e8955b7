using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Partnerships;

internal sealed class PartnershipInvitationConfiguration : IEntityTypeConfiguration<PartnershipInvitation>
{
    public void Configure(EntityTypeBuilder<PartnershipInvitation> builder)
    {
        builder.ToTable("PartnershipInvitations");
        builder.Property(i => i.TokenHash).HasMaxLength(OneTimeToken.HashLength).IsFixedLength();
        builder.Property(i => i.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(i => i.NormalizedEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(i => i.Name).HasMaxLength(101);
        builder.Property(i => i.Company).HasMaxLength(200);
        builder.Property(i => i.Culture).HasMaxLength(16);
        builder.Property(i => i.Text).HasMaxLength(PartnershipInvitation.MaxTextLength);
        builder.Property(i => i.SenderName).HasMaxLength(101);
        builder.HasIndex(i => i.TokenHash).IsUnique();
        builder.HasIndex(i => new { i.ProviderId, i.State, i.LastEventAt });
        builder.HasIndex(i => new { i.ProviderId, i.LastEventAt });
        builder.HasOne(i => i.Provider).WithMany().HasForeignKey(i => i.ProviderId);
        builder.HasOne<Partnership>().WithMany()
            .HasForeignKey(i => new { i.ProviderId, i.AcceptedByResellerId })
            .HasPrincipalKey(p => new { p.ProviderId, p.ResellerId });
    }
}
