using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Customers;

/// <summary>
/// Reseller association: the reseller has delegated administration of the customer's account and all subscriptions.
/// </summary>
public sealed class CustomerReseller : IOfCustomer
{
    private CustomerReseller()
    {
    }

    /// <inheritdoc/>
    public Guid ProviderId { get; private set; }

    /// <summary>The customer.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>The reseller.</summary>
    public Guid ResellerId { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Until when, or null while it holds.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>How it ended, or null while it holds.</summary>
    public AssociationEnd? EndedBy { get; private set; }

    internal static CustomerReseller Start(Guid providerId, Guid customerId, Guid resellerId, DateTimeOffset now) =>
        new() { ProviderId = providerId, CustomerId = customerId, ResellerId = resellerId, StartedAt = now };

    internal void Renew(DateTimeOffset now)
    {
        if (EndedAt is not null)
        {
            (StartedAt, EndedAt, EndedBy) = (now, null, null);
        }
    }

    /// <summary>Ends the reseller's administration; what has ended stays as it is.</summary>
    public void End(AssociationEnd by, DateTimeOffset now)
    {
        if (EndedAt is null)
        {
            (EndedAt, EndedBy) = (now, by);
        }
    }
}

/// <summary>How a reseller's administration of a customer ended.</summary>
public enum AssociationEnd
{
    /// <summary>The provider removed it.</summary>
    Provider,

    /// <summary>The customer's administrator removed it.</summary>
    Customer,

    /// <summary>The partnership with the provider ended.</summary>
    Partnership,
}

internal sealed class CustomerResellerConfiguration : IEntityTypeConfiguration<CustomerReseller>
{
    public void Configure(EntityTypeBuilder<CustomerReseller> builder)
    {
        builder.ToTable("CustomerResellers");
        builder.HasKey(r => new { r.CustomerId, r.ResellerId });
        builder.Property(r => r.EndedAt).IsConcurrencyToken();
        builder.HasIndex(r => new { r.ResellerId, r.EndedAt, r.CustomerId });
        builder.HasIndex(r => new { r.ProviderId, r.ResellerId, r.EndedAt });
        builder.HasOne<Partnerships.Partnership>().WithMany()
            .HasForeignKey(r => new { r.ProviderId, r.ResellerId })
            .HasPrincipalKey(p => new { p.ProviderId, p.ResellerId });
    }
}
