using IndirectProvider.Accounts;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Customers;

/// <summary>
/// User name and temporary password of a customer's administrator or another of its users, to be shown once to the
/// person who ordered, made or reset it. The password is sealed until it is shown or 24 hours have passed, whichever comes first.
/// </summary>
public sealed class AdminCredential : IOwnedByProvider, IOwnedByCustomer, IWrittenByAssociatedResellers
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

    /// <summary>The account.</summary>
    public Guid UserId { get; private set; }

    /// <summary>The order it came from; null for users made later and after a reset.</summary>
    public Guid? OrderId { get; private set; }

    /// <summary>The account's user name.</summary>
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

    /// <summary>Whether the password is still there to be shown at a time.</summary>
    public bool IsWaiting(DateTimeOffset now) => SealedPassword is not null && now < CreatedAt + KeptFor;

    /// <summary>Whether its password is the account's own still: none was given or chosen since.</summary>
    public bool IsCurrent(PortalUser user) => user.Id == UserId && user.TemporaryPasswordExpiresAt == CreatedAt + PasswordLife;

    /// <summary>
    /// Takes the sealed password out, for the one time it is shown; it is gone with the same save. Of two savers one
    /// wins, because <see cref="ShownAt"/> is a concurrency token.
    /// </summary>
    /// <exception cref="InvalidOperationException">Shown already, or too old.</exception>
    public byte[] Take(string shownTo, DateTimeOffset now)
    {
        if (!IsWaiting(now))
        {
            throw new InvalidOperationException("The password is not there to be shown any more.");
        }

        var password = SealedPassword!;
        (SealedPassword, ShownAt, ShownToName) = (null, now, shownTo);
        return password;
    }

    /// <summary>A newer password replaced this one before it was shown, or it waited too long.</summary>
    public void Forget() => SealedPassword = null;

    /// <summary>A credential that waits to be shown.</summary>
    public static AdminCredential Issue(
        Guid id, PortalUser user, Guid? orderId, Guid issuedToUserId, byte[] sealedPassword, DateTimeOffset now) => new()
        {
            Id = id,
            ProviderId = user.ProviderId ?? throw new ArgumentException("Not a customer's user.", nameof(user)),
            CustomerId = user.CustomerId ?? throw new ArgumentException("Not a customer's user.", nameof(user)),
            UserId = user.Id,
            OrderId = orderId,
            UserName = user.UserName!,
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
        builder.Property(c => c.ShownAt).IsConcurrencyToken();
        builder.HasIndex(c => c.OrderId).IsUnique();
        builder.HasIndex(c => new { c.IssuedToUserId, c.CreatedAt });
        builder.HasOne<Customer>().WithMany()
            .HasForeignKey(c => new { c.ProviderId, c.CustomerId })
            .HasPrincipalKey(c => new { c.ProviderId, c.Id });
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(c => c.UserId);
    }
}
