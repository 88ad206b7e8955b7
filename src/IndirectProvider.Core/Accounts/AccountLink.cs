using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Accounts;

/// <summary>What following an <see cref="AccountLink"/> does.</summary>
public enum AccountLinkPurpose
{
    /// <summary>An invited person chooses the first password; also confirms the e-mail address.</summary>
    SetPassword,

    /// <summary>A person who forgot the password chooses a new one.</summary>
    ResetPassword,

    /// <summary>A registered person confirms the e-mail address.</summary>
    ConfirmEmail,

    /// <summary>Whoever starts the installation makes the first operator; belongs to no account yet.</summary>
    SetUp,
}

/// <summary>A one-time link that was mailed to an account's e-mail address, or printed for the first operator.</summary>
public sealed class AccountLink
{
    private AccountLink()
    {
    }

    /// <summary>The link's id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The account; null for <see cref="AccountLinkPurpose.SetUp"/>.</summary>
    public Guid? UserId { get; private set; }

    /// <summary>What following it does.</summary>
    public AccountLinkPurpose Purpose { get; private set; }

    /// <summary>SHA-256 of the secret in the link.</summary>
    public byte[] TokenHash { get; private set; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>After this time it does nothing.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When it was used, or replaced by a newer one.</summary>
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>The partnership invitation the person came from and returns to, or null.</summary>
    public Guid? InvitationId { get; private set; }

    /// <summary>A new link for an account.</summary>
    public static AccountLink Create(
        PortalUser user, AccountLinkPurpose purpose, OneTimeToken token, TimeSpan life, DateTimeOffset now, Guid? invitationId = null) => new()
        {
            Id = Guid.CreateVersion7(now),
            UserId = user.Id,
            Purpose = purpose,
            TokenHash = token.Hash,
            CreatedAt = now,
            ExpiresAt = now + life,
            InvitationId = invitationId,
        };

    /// <summary>A link with which the first operator's account is made.</summary>
    public static AccountLink ForSetUp(OneTimeToken token, TimeSpan life, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Purpose = AccountLinkPurpose.SetUp,
        TokenHash = token.Hash,
        CreatedAt = now,
        ExpiresAt = now + life,
    };

    /// <summary>Whether following it still does something.</summary>
    public bool IsUsable(DateTimeOffset now) => UsedAt is null && now < ExpiresAt;

    /// <summary>It did what it is for and never does it again.</summary>
    public void Use(DateTimeOffset now) => UsedAt = now;
}

internal sealed class AccountLinkConfiguration : IEntityTypeConfiguration<AccountLink>
{
    public void Configure(EntityTypeBuilder<AccountLink> builder)
    {
        builder.ToTable("AccountLinks");
        builder.Property(l => l.TokenHash).HasMaxLength(OneTimeToken.HashLength).IsFixedLength();
        builder.Property(l => l.UsedAt).IsConcurrencyToken();
        builder.HasIndex(l => l.TokenHash).IsUnique();
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(l => l.UserId);
    }
}
