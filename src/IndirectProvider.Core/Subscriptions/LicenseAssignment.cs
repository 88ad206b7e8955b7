using IndirectProvider.Accounts;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Subscriptions;

/// <summary>
/// One license of a subscription in the hands of one of the customer's users. Each takes a seat from 1 up to the licenses
/// owned, and no seat is taken twice: so two people assigning at once can't hand out more than there is.
/// </summary>
public sealed class LicenseAssignment : IOwnedByProvider, IOwnedByCustomer, IWrittenByAssociatedResellers
{
    private LicenseAssignment()
    {
    }

    /// <inheritdoc/>
    public Guid ProviderId { get; private set; }

    /// <inheritdoc cref="IOwnedByCustomer.CustomerId"/>
    public Guid CustomerId { get; private set; }

    /// <summary>The subscription.</summary>
    public Guid SubscriptionId { get; private set; }

    /// <summary>Who has the license.</summary>
    public Guid UserId { get; private set; }

    /// <summary>Which of the subscription's licenses, from 1.</summary>
    public int Seat { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset AssignedAt { get; private set; }

    /// <summary>Gives a user of the subscription's customer a seat.</summary>
    public static LicenseAssignment Of(Subscription subscription, Guid userId, int seat, DateTimeOffset now) => new()
    {
        ProviderId = subscription.ProviderId,
        CustomerId = subscription.CustomerId,
        SubscriptionId = subscription.Id,
        UserId = userId,
        Seat = seat,
        AssignedAt = now,
    };
}

internal sealed class LicenseAssignmentConfiguration : IEntityTypeConfiguration<LicenseAssignment>
{
    public void Configure(EntityTypeBuilder<LicenseAssignment> builder)
    {
        builder.ToTable("LicenseAssignments");
        builder.HasKey(a => new { a.SubscriptionId, a.UserId });
        builder.HasIndex(a => new { a.SubscriptionId, a.Seat }).IsUnique();
        builder.HasIndex(a => a.UserId);
        builder.HasIndex(a => a.CustomerId);
        builder.HasOne<Subscription>().WithMany()
            .HasForeignKey(a => new { a.ProviderId, a.SubscriptionId })
            .HasPrincipalKey(s => new { s.ProviderId, s.Id });
        builder.HasOne<Customers.Customer>().WithMany()
            .HasForeignKey(a => new { a.ProviderId, a.CustomerId })
            .HasPrincipalKey(c => new { c.ProviderId, c.Id });
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(a => a.UserId);
    }
}
