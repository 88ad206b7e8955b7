using IndirectProvider.Catalog;
using IndirectProvider.Customers;
using IndirectProvider.Partnerships;
using IndirectProvider.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Orders;

internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.ToTable("Orders");
        builder.HasAlternateKey(o => new { o.ProviderId, o.Id });
        builder.Property(o => o.NewCustomer).HasConversion(Data.JsonValue.Converter<CustomerDetails?>(), Data.JsonValue.Comparer<CustomerDetails?>());
        builder.Property(o => o.NewCustomer).HasMaxLength(Data.Conventions.LongTextLength);
        builder.Property(o => o.CustomerName).HasMaxLength(200);
        builder.Property(o => o.NormalizedCustomerName).HasMaxLength(200);
        builder.Property(o => o.SubmittedByName).HasMaxLength(200);
        builder.Property(o => o.FailureReason).HasMaxLength(500);
        builder.HasIndex(o => new { o.ProviderId, o.DraftId }).IsUnique();
        builder.HasIndex(o => new { o.ProviderId, o.SubmittedAt });
        builder.HasIndex(o => new { o.ProviderId, o.State, o.SubmittedAt });
        builder.HasIndex(o => new { o.ProviderId, o.NormalizedCustomerName });
        builder.HasIndex(o => new { o.State, o.NextAttemptAt, o.SubmittedAt });
        builder.HasOne<Customer>().WithMany()
            .HasForeignKey(o => new { o.ProviderId, o.CustomerId })
            .HasPrincipalKey(c => new { c.ProviderId, c.Id });
        builder.HasOne<Partnership>().WithMany()
            .HasForeignKey(o => new { o.ProviderId, o.ResellerId })
            .HasPrincipalKey(p => new { p.ProviderId, p.ResellerId });
        builder.HasMany(o => o.Lines).WithOne()
            .HasForeignKey(l => new { l.ProviderId, l.OrderId })
            .HasPrincipalKey(o => new { o.ProviderId, o.Id });
        builder.HasMany(o => o.Steps).WithOne()
            .HasForeignKey(s => new { s.ProviderId, s.OrderId })
            .HasPrincipalKey(o => new { o.ProviderId, o.Id });
        builder.HasMany<Subscription>().WithOne()
            .HasForeignKey(s => new { s.ProviderId, s.OrderId })
            .HasPrincipalKey(o => new { o.ProviderId, o.Id });
    }
}

internal sealed class OrderLineConfiguration : IEntityTypeConfiguration<OrderLine>
{
    public void Configure(EntityTypeBuilder<OrderLine> builder)
    {
        builder.ToTable("OrderLines");
        builder.Property(l => l.OfferId).HasMaxLength(32);
        builder.Property(l => l.OfferName).HasMaxLength(200);
        builder.Property(l => l.Term).HasMaxLength(8);
        builder.Property(l => l.BillingPlan).HasMaxLength(16);
        builder.Property(l => l.Refusal).HasMaxLength(OrderStep.ErrorLength);
        builder.HasOne<Offer>().WithMany().HasForeignKey(l => l.OfferId);
        builder.HasOne<Partnership>().WithMany()
            .HasForeignKey(l => new { l.ProviderId, l.ResellerId })
            .HasPrincipalKey(p => new { p.ProviderId, p.ResellerId });
        builder.HasOne<Subscription>().WithMany()
            .HasForeignKey(l => new { l.ProviderId, l.SubscriptionId })
            .HasPrincipalKey(s => new { s.ProviderId, s.Id });
    }
}

internal sealed class OrderStepConfiguration : IEntityTypeConfiguration<OrderStep>
{
    public void Configure(EntityTypeBuilder<OrderStep> builder)
    {
        builder.ToTable("OrderSteps");
        builder.Ignore(s => s.Key);
        builder.Ignore(s => s.PerhapsDone);
        builder.Property(s => s.LastError).HasMaxLength(OrderStep.ErrorLength);
        builder.HasIndex(s => new { s.OrderId, s.Kind }).IsUnique();
    }
}
