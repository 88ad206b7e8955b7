using IndirectProvider.Catalog;
using IndirectProvider.Customers;
using IndirectProvider.Partnerships;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Subscriptions;

/// <summary>The states of a subscription; the moves between them are in the domain's table.</summary>
public enum SubscriptionState
{
    /// <summary>In use.</summary>
    Active,

    /// <summary>Stopped by the provider or the managing reseller; billed on.</summary>
    Suspended,

    /// <summary>Term over without renewal; users work for 30 more days.</summary>
    Expired,

    /// <summary>No access; data still kept.</summary>
    Disabled,

    /// <summary>Canceled within 7 days; final.</summary>
    Canceled,

    /// <summary>Data gone; final.</summary>
    Deleted,
}

/// <summary>A customer's right to use a product: so many licences for so long.</summary>
public sealed class Subscription : IOwnedByProvider, IVersioned
{
    private Subscription()
    {
    }

    /// <summary>The subscription's id.</summary>
    public Guid Id { get; private set; }

    /// <inheritdoc/>
    public Guid ProviderId { get; private set; }

    /// <summary>The customer.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>The customer's row.</summary>
    public Customer Customer { get; private set; } = null!;

    /// <summary>The order it came from.</summary>
    public Guid OrderId { get; private set; }

    /// <summary>Its id at the vendor.</summary>
    public string VendorId { get; private set; } = "";

    /// <summary>What was bought.</summary>
    public string OfferId { get; private set; } = "";

    /// <summary>The offer's row.</summary>
    public Offer Offer { get; private set; } = null!;

    /// <summary>What staff call it; the product's name by default.</summary>
    public string Nickname { get; private set; } = "";

    /// <summary>Licences.</summary>
    public int Quantity { get; private set; }

    /// <summary>P1M, P1Y or P3Y.</summary>
    public string Term { get; private set; } = "";

    /// <summary>monthly, annual, triennial or one-time.</summary>
    public string BillingPlan { get; private set; } = "";

    /// <summary>Where it stands.</summary>
    public SubscriptionState State { get; private set; }

    /// <summary>First day of the current term.</summary>
    public DateTimeOffset TermStartsAt { get; private set; }

    /// <summary>When the current term is over.</summary>
    public DateTimeOffset TermEndsAt { get; private set; }

    /// <summary>Whether a new term follows by itself.</summary>
    public bool AutoRenew { get; private set; }

    /// <summary>The reseller credited, which may manage this subscription; null for none.</summary>
    public Guid? ResellerId { get; private set; }

    /// <summary>The reseller that is designated support contact; null for the provider.</summary>
    public Guid? SupportContactResellerId { get; private set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <inheritdoc/>
    public long Version { get; private set; }

    /// <summary>A subscription as ordered: active, renewing itself, supported by the provider.</summary>
    public static Subscription Start(SubscriptionTerms terms, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ProviderId = terms.ProviderId,
        CustomerId = terms.CustomerId,
        OrderId = terms.OrderId,
        VendorId = terms.VendorId,
        OfferId = terms.OfferId,
        Nickname = terms.Nickname,
        Quantity = terms.Quantity,
        Term = terms.Plan.Term,
        BillingPlan = terms.Plan.Billing,
        State = SubscriptionState.Active,
        TermStartsAt = now,
        TermEndsAt = SubscriptionTerm.EndOf(now, terms.Plan.Term),
        AutoRenew = !terms.IsTrial,
        ResellerId = terms.ResellerId,
        CreatedAt = now,
    };

    /// <summary>A subscription that has a past already, such as one of the demo; its standing is taken as given.</summary>
    public static Subscription Import(SubscriptionTerms terms, SubscriptionStanding standing)
    {
        var subscription = Start(terms, standing.CreatedAt);
        subscription.State = standing.State;
        subscription.TermStartsAt = standing.TermStartsAt;
        subscription.TermEndsAt = SubscriptionTerm.EndOf(standing.TermStartsAt, terms.Plan.Term);
        subscription.AutoRenew = standing.AutoRenew;
        return subscription;
    }

    /// <summary>The support contact's partnership ended: the provider takes over.</summary>
    public void FallBackToProviderSupport() => SupportContactResellerId = null;

    /// <summary>Names the provider (null) or a reseller as the one the customer turns to.</summary>
    public void DesignateSupportContact(Guid? resellerId) => SupportContactResellerId = resellerId;
}

/// <summary>What is agreed when a subscription starts.</summary>
public sealed record SubscriptionTerms(
    Guid ProviderId,
    Guid CustomerId,
    Guid OrderId,
    string VendorId,
    string OfferId,
    string Nickname,
    int Quantity,
    OfferPlan Plan,
    bool IsTrial,
    Guid? ResellerId);

/// <summary>Where a subscription with a past stands.</summary>
/// <param name="State">Its state.</param>
/// <param name="CreatedAt">When it was bought.</param>
/// <param name="TermStartsAt">First day of the current or last term.</param>
/// <param name="AutoRenew">Whether a new term follows by itself.</param>
public sealed record SubscriptionStanding(SubscriptionState State, DateTimeOffset CreatedAt, DateTimeOffset TermStartsAt, bool AutoRenew);

internal sealed class SubscriptionConfiguration : IEntityTypeConfiguration<Subscription>
{
    public void Configure(EntityTypeBuilder<Subscription> builder)
    {
        builder.ToTable("Subscriptions");
        builder.HasAlternateKey(s => new { s.ProviderId, s.Id });
        builder.Property(s => s.VendorId).HasMaxLength(64);
        builder.Property(s => s.OfferId).HasMaxLength(32);
        builder.Property(s => s.Nickname).HasMaxLength(200);
        builder.Property(s => s.Term).HasMaxLength(8);
        builder.Property(s => s.BillingPlan).HasMaxLength(16);
        builder.HasIndex(s => new { s.ProviderId, s.CustomerId });
        builder.HasIndex(s => new { s.ResellerId, s.CustomerId });
        builder.HasIndex(s => new { s.SupportContactResellerId, s.CustomerId });
        builder.HasIndex(s => new { s.ProviderId, s.State, s.TermEndsAt });
        builder.HasOne(s => s.Customer).WithMany()
            .HasForeignKey(s => new { s.ProviderId, s.CustomerId })
            .HasPrincipalKey(c => new { c.ProviderId, c.Id });
        builder.HasOne(s => s.Offer).WithMany().HasForeignKey(s => s.OfferId);
        builder.HasOne<Partnership>().WithMany()
            .HasForeignKey(s => new { s.ProviderId, s.ResellerId })
            .HasPrincipalKey(p => new { p.ProviderId, p.ResellerId });
        builder.HasOne<Partnership>().WithMany()
            .HasForeignKey(s => new { s.ProviderId, s.SupportContactResellerId })
            .HasPrincipalKey(p => new { p.ProviderId, p.ResellerId });
    }
}
