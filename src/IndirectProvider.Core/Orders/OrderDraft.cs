using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Orders;

/// <summary>
/// What somebody typed into the order wizard so far, valid or not, so that stepping back, reloading or signing in
/// again loses nothing. Belongs to one person; deleted when submitted or canceled.
/// </summary>
public sealed class OrderDraft : IOfCustomer
{
    private OrderDraft()
    {
    }

    /// <summary>The draft's id, minted with the wizard's address; becomes the order's idempotency key.</summary>
    public Guid Id { get; private set; }

    /// <inheritdoc/>
    public Guid ProviderId { get; private set; }

    /// <summary>The person typing.</summary>
    public Guid UserId { get; private set; }

    /// <summary>The existing customer the order is for; null for a new one.</summary>
    public Guid? CustomerId { get; private set; }

    Guid IOfCustomer.CustomerId => CustomerId ?? Guid.Empty;

    /// <summary>The reseller the new customer is added for; null for none.</summary>
    public Guid? ResellerId { get; private set; }

    /// <summary>What was typed on the customer step; JSON of the step's input, or null.</summary>
    public string? Customer { get; private set; }

    /// <summary>What was picked on the subscriptions step; JSON of the step's input, or null.</summary>
    public string? Lines { get; private set; }

    /// <summary>When it was begun.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When something was typed last.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>An empty draft, for an existing customer if one is named.</summary>
    public static OrderDraft Begin(Guid id, Guid providerId, Guid userId, DateTimeOffset now, Guid? customerId = null) =>
        new() { Id = id, ProviderId = providerId, UserId = userId, CustomerId = customerId, CreatedAt = now, UpdatedAt = now };

    /// <summary>Keeps what was typed on the customer step; the same once more is no change.</summary>
    public void KeepCustomer(string json, Guid? resellerId, DateTimeOffset now)
    {
        if ((Customer, ResellerId) != (json, resellerId))
        {
            (Customer, ResellerId, UpdatedAt) = (json, resellerId, now);
        }
    }

    /// <summary>Keeps what was picked on the subscriptions step; the same once more is no change.</summary>
    public void KeepLines(string json, DateTimeOffset now)
    {
        if (Lines != json)
        {
            (Lines, UpdatedAt) = (json, now);
        }
    }
}

internal sealed class OrderDraftConfiguration : IEntityTypeConfiguration<OrderDraft>
{
    public void Configure(EntityTypeBuilder<OrderDraft> builder)
    {
        builder.ToTable("OrderDrafts");
        builder.Property(d => d.Customer).HasMaxLength(Data.Conventions.LongTextLength);
        builder.Property(d => d.Lines).HasMaxLength(Data.Conventions.LongTextLength);
        builder.HasIndex(d => new { d.ProviderId, d.UserId, d.UpdatedAt });
        builder.HasOne<Customers.Customer>().WithMany()
            .HasForeignKey(d => new { d.ProviderId, d.CustomerId })
            .HasPrincipalKey(c => new { c.ProviderId, c.Id });
        builder.HasOne<Organisations.Provider>().WithMany().HasForeignKey(d => d.ProviderId);
    }
}
