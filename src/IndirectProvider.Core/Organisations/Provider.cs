using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Organisations;

/// <summary>
/// An indirect provider: buys from the vendor, owns the commercial relation, orders. A tenant of the portal.
/// Made by an operator, who also changes the facts others see.
/// </summary>
public sealed class Provider : IVersioned
{
    private Provider()
    {
    }

    /// <summary>The provider's id; every row it owns carries it.</summary>
    public Guid Id { get; private set; }

    /// <summary>Registered name.</summary>
    public string LegalName { get; private set; } = "";

    /// <summary>Name that resellers and customers see.</summary>
    public string DisplayName { get; private set; } = "";

    /// <summary>Market, ISO 3166-1 alpha-2; customers and resellers must be in its region.</summary>
    public string Country { get; private set; } = "";

    /// <summary>Public website, or null.</summary>
    public string? Website { get; private set; }

    /// <summary>Where customers turn to, and where answers to the provider's mails go.</summary>
    public string SupportEmail { get; private set; } = "";

    /// <summary>Support phone in E.164, or null.</summary>
    public string? SupportPhone { get; private set; }

    /// <summary>Its own PartnerID, which no subscription may credit; null while it is not known.</summary>
    public string? PartnerId { get; private set; }

    /// <summary>A few sentences about the company for the public directory, or null.</summary>
    public string? About { get; private set; }

    /// <summary>Whether the public directory lists it.</summary>
    public bool IsListed { get; private set; }

    /// <summary>Whether its own staff must have a second factor.</summary>
    public bool StaffNeedSecondFactor { get; private set; }

    /// <summary>Whether the users of its partner resellers must have a second factor.</summary>
    public bool ResellersNeedSecondFactor { get; private set; }

    /// <summary>When the operator created it.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <inheritdoc/>
    public long Version { get; private set; }

    /// <summary>A new provider.</summary>
    public static Provider Create(ProviderProfile profile, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        LegalName = profile.LegalName,
        DisplayName = profile.DisplayName,
        Country = profile.Country,
        Website = profile.Website,
        SupportEmail = profile.SupportEmail,
        SupportPhone = profile.SupportPhone,
        CreatedAt = now,
    };

    /// <summary>What everybody can read about it changes.</summary>
    public void ChangeProfile(PublicProfile profile) =>
        (LegalName, DisplayName, Country, Website, About, IsListed) =
        (profile.LegalName, profile.DisplayName, profile.Country, profile.Website, profile.About, profile.IsListed);

    /// <summary>Who must have a second factor changes.</summary>
    public void RequireSecondFactor(bool ofStaff, bool ofResellers) => (StaffNeedSecondFactor, ResellersNeedSecondFactor) = (ofStaff, ofResellers);

    /// <summary>Where it is reached changes, and the PartnerID that stands for itself.</summary>
    public void ChangeSupport(string email, string? phone, string? partnerId) =>
        (SupportEmail, SupportPhone, PartnerId) = (email, phone, partnerId);
}

/// <summary>The facts of a provider that an operator sets.</summary>
public sealed record ProviderProfile(
    string LegalName, string DisplayName, string Country, string? Website, string SupportEmail, string? SupportPhone);

internal sealed class ProviderConfiguration : IEntityTypeConfiguration<Provider>
{
    public void Configure(EntityTypeBuilder<Provider> builder)
    {
        builder.ToTable("Providers");
        builder.Property(p => p.LegalName).HasMaxLength(200);
        builder.Property(p => p.DisplayName).HasMaxLength(200);
        builder.Property(p => p.Country).HasMaxLength(2);
        builder.Property(p => p.Website).HasMaxLength(300);
        builder.Property(p => p.SupportEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(p => p.SupportPhone).HasMaxLength(20);
        builder.Property(p => p.PartnerId).HasMaxLength(10);
        builder.Property(p => p.About).HasMaxLength(1000);
        builder.HasIndex(p => p.DisplayName).IsUnique();
        builder.HasIndex(p => new { p.IsListed, p.Country });
    }
}
