using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Subscriptions;

internal sealed class SubscriptionConfiguration : IEntityTypeConfiguration<Subscription>
{
    public void Configure(EntityTypeBuilder<Subscription> builder)
    {
        builder.ToTable("Subscriptions");
        builder.HasAlternateKey(s => new { s.ProviderId, s.Id });
        builder.Property(s => s.VendorId).HasMaxLength(64);
        builder.Property(s => s.OfferId).HasMaxLength(32);
        builder.Property(s => s.Nickname).HasMaxLength(Subscription.MaxNicknameLength);
        builder.Property(s => s.Batches).HasConversion(JsonValue.Converter<LicenseBatches>(), JsonValue.Comparer<LicenseBatches>());
        builder.Property(s => s.RenewalChange).HasConversion(JsonValue.Converter<RenewalChange?>(), JsonValue.Comparer<RenewalChange?>());
        builder.Property(s => s.Term).HasMaxLength(8);
        builder.Property(s => s.BillingPlan).HasMaxLength(16);
        builder.HasIndex(s => new { s.ProviderId, s.CustomerId });
        builder.HasIndex(s => new { s.ResellerId, s.CustomerId });
        builder.HasIndex(s => new { s.SupportContactResellerId, s.CustomerId });
        builder.HasIndex(s => new { s.ProviderId, s.State, s.TermEndsAt, s.Id });
        builder.HasIndex(s => new { s.ProviderId, s.State, s.TermEndsAt }).HasFilter("\"RenewalChange\" IS NOT NULL");
        builder.HasIndex(s => new { s.ProviderId, s.TermEndsAt, s.Id });
        builder.HasIndex(s => new { s.ProviderId, s.Nickname, s.Id });
        builder.HasIndex(s => new { s.CustomerId, s.State });
        builder.HasIndex(s => new { s.OfferId, s.ProviderId });
        builder.HasIndex(s => s.NextClockAt);
        builder.HasIndex(s => s.VendorId);
        builder.HasIndex(s => new { s.ProviderId, s.State, s.CustomerId });
        builder.HasOne(s => s.Customer).WithMany()
            .HasForeignKey(s => new { s.ProviderId, s.CustomerId })
            .HasPrincipalKey(c => new { c.ProviderId, c.Id });
        builder.HasOne(s => s.Offer).WithMany().HasForeignKey(s => s.OfferId);
        builder.HasMany(s => s.Events).WithOne()
            .HasForeignKey(e => new { e.ProviderId, e.SubscriptionId })
            .HasPrincipalKey(s => new { s.ProviderId, s.Id });
        builder.HasMany(s => s.Credits).WithOne()
            .HasForeignKey(c => new { c.ProviderId, c.SubscriptionId })
            .HasPrincipalKey(s => new { s.ProviderId, s.Id });
        builder.HasOne<Partnership>().WithMany()
            .HasForeignKey(s => new { s.ProviderId, s.ResellerId })
            .HasPrincipalKey(p => new { p.ProviderId, p.ResellerId });
        builder.HasOne<Partnership>().WithMany()
            .HasForeignKey(s => new { s.ProviderId, s.SupportContactResellerId })
            .HasPrincipalKey(p => new { p.ProviderId, p.ResellerId });
    }
}
