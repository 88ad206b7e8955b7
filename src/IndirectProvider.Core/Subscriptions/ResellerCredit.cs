using IndirectProvider.Partnerships;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Subscriptions;

/// <summary>From when to when a reseller was credited on a subscription; incentives follow it. A gap means nobody was.</summary>
public sealed class ResellerCredit : IOfSubscription
{
    private ResellerCredit()
    {
    }

    /// <summary>The row's id.</summary>
    public Guid Id { get; private set; }

    /// <inheritdoc/>
    public Guid ProviderId { get; private set; }

    /// <summary>The subscription.</summary>
    public Guid SubscriptionId { get; private set; }

    /// <summary>The reseller.</summary>
    public Guid ResellerId { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset From { get; private set; }

    /// <summary>Until when, or null while it holds.</summary>
    public DateTimeOffset? To { get; private set; }

    internal static ResellerCredit Start(Subscription subscription, Guid resellerId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ProviderId = subscription.ProviderId,
        SubscriptionId = subscription.Id,
        ResellerId = resellerId,
        From = now,
    };

    internal void End(DateTimeOffset now) => To ??= now;
}

internal sealed class ResellerCreditConfiguration : IEntityTypeConfiguration<ResellerCredit>
{
    public void Configure(EntityTypeBuilder<ResellerCredit> builder)
    {
        builder.ToTable("ResellerCredits");
        builder.HasIndex(c => new { c.SubscriptionId, c.From });
        builder.HasIndex(c => new { c.ResellerId, c.From });
        builder.HasOne<Partnership>().WithMany()
            .HasForeignKey(c => new { c.ProviderId, c.ResellerId })
            .HasPrincipalKey(p => new { p.ProviderId, p.ResellerId });
    }
}
