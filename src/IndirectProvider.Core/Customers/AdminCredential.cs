using IndirectProvider.Accounts;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Customers;

/// <summary>
/// User name and temporary password of a customer's administrator, to be shown once to the person who ordered or
/// reset it. The password is sealed until it is shown or 24 hours have passed, whichever comes first.
/// </summary>
public sealed class AdminCredential : IOwnedByProvider
{
    /// <summary>How long an unseen password is kept sealed.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    /// <summary>How long the temporary password signs in.</summary>
    public static readonly TimeSpan PasswordLife = TimeSpan.FromDays(7);

    /// <summary>What the password is sealed for.</summary>
    public const string SealPurpose = "AdminCredential.Password";

    private AdminCredential()
    {
    }

    /// <summary>The credential's id.</summary>
    public Guid Id { get; private set; }

    /// <inheritdoc/>
    public Guid ProviderId { get; private set; }

    /// <summary>The customer.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>The administrator's account.</summary>
    public Guid UserId { get; private set; }

    /// <summary>The order it came from; null after a reset.</summary>
    public Guid? OrderId { get; private set; }

    /// <summary>The administrator's user name.</summary>
    public string UserName { get; private set; } = "";

    /// <summary>The only person it is shown to.</summary>
    public Guid IssuedToUserId { get; private set; }

    /// <summary>The sealed password, gone once shown or too old.</summary>
    public byte[]? SealedPassword { get; private set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it was shown, or null.</summary>
    public DateTimeOffset? ShownAt { get; private set; }

    /// <summary>Who saw it, by name.</summary>
    public string? ShownToName { get; private set; }

    /// <summary>A credential that waits to be shown.</summary>
    public static AdminCredential Issue(
        PortalUser administrator, Guid? orderId, Guid issuedToUserId, byte[] sealedPassword, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(now),
            ProviderId = administrator.ProviderId ?? throw new ArgumentException("Not a customer's user.", nameof(administrator)),
            CustomerId = administrator.CustomerId ?? throw new ArgumentException("Not a customer's user.", nameof(administrator)),
            UserId = administrator.Id,
            OrderId = orderId,
            UserName = administrator.UserName!,
            IssuedToUserId = issuedToUserId,
            SealedPassword = sealedPassword,
            CreatedAt = now,
        };
}

internal sealed class AdminCredentialConfiguration : IEntityTypeConfiguration<AdminCredential>
{
    public void Configure(EntityTypeBuilder<AdminCredential> builder)
    {
        builder.ToTable("AdminCredentials");
        builder.Property(c => c.UserName).HasMaxLength(256);
        builder.Property(c => c.SealedPassword).HasMaxLength(1000);
        builder.Property(c => c.ShownToName).HasMaxLength(200);
        builder.HasIndex(c => new { c.ProviderId, c.CustomerId, c.CreatedAt });
        builder.HasIndex(c => c.OrderId).IsUnique();
        builder.HasOne<Customer>().WithMany()
            .HasForeignKey(c => new { c.ProviderId, c.CustomerId })
            .HasPrincipalKey(c => new { c.ProviderId, c.Id });
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(c => c.UserId);
    }
}
