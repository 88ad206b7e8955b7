using IndirectProvider.Partnerships;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Subscriptions;

/// <summary>
/// Tenant owner grant: the customer lets a reseller administer one of its Azure subscriptions. One row per pair; giving
/// it again renews the row, and the activity log keeps the history.
/// </summary>
public sealed class AzureGrant : IOfCustomer, IOwnedByCustomer
{
    private AzureGrant()
    {
    }

    /// <inheritdoc/>
    public Guid ProviderId { get; private set; }

    /// <inheritdoc cref="IOwnedByCustomer.CustomerId"/>
    public Guid CustomerId { get; private set; }

    /// <summary>The Azure subscription.</summary>
    public Guid SubscriptionId { get; private set; }

    /// <summary>The reseller that may administer it.</summary>
    public Guid ResellerId { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset GivenAt { get; private set; }

    /// <summary>Who gave it, by name.</summary>
    public string GivenBy { get; private set; } = "";

    /// <summary>Until when, or null while it holds.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>A grant that holds from now on.</summary>
    public static AzureGrant Give(Subscription subscription, Guid resellerId, Actor by, DateTimeOffset now) => new()
    {
        ProviderId = subscription.ProviderId,
        CustomerId = subscription.CustomerId,
        SubscriptionId = subscription.Id,
        ResellerId = resellerId,
        GivenAt = now,
        GivenBy = by.Name,
    };

    /// <summary>Gives a withdrawn one again; one that holds stays as it is.</summary>
    public void GiveAgain(Actor by, DateTimeOffset now)
    {
        if (WithdrawnAt is not null)
        {
            (GivenAt, GivenBy, WithdrawnAt) = (now, by.Name, null);
        }
    }

    /// <summary>Withdraws it; one that was withdrawn stays as it is.</summary>
    public void Withdraw(DateTimeOffset now) => WithdrawnAt ??= now;
}

internal sealed class AzureGrantConfiguration : IEntityTypeConfiguration<AzureGrant>
{
    public void Configure(EntityTypeBuilder<AzureGrant> builder)
    {
        builder.ToTable("AzureGrants");
        builder.HasKey(g => new { g.SubscriptionId, g.ResellerId });
        builder.Property(g => g.WithdrawnAt).IsConcurrencyToken();
        builder.Property(g => g.GivenBy).HasMaxLength(200);
        builder.HasIndex(g => new { g.ResellerId, g.CustomerId });
        builder.HasIndex(g => g.CustomerId);
        builder.HasOne<Subscription>().WithMany()
            .HasForeignKey(g => new { g.ProviderId, g.SubscriptionId })
            .HasPrincipalKey(s => new { s.ProviderId, s.Id });
        builder.HasOne<Partnership>().WithMany()
            .HasForeignKey(g => new { g.ProviderId, g.ResellerId })
            .HasPrincipalKey(p => new { p.ProviderId, p.ResellerId });
    }
}
