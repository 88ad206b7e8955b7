using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Organisations;

/// <summary>
/// An indirect reseller: owns the end customer; a tenant of the portal; may have partnerships with several providers.
/// </summary>
public sealed class Reseller : IOwnedByReseller, IVersioned
{
    private Reseller()
    {
    }

    /// <summary>The reseller's id.</summary>
    public Guid Id { get; private set; }

    Guid IOwnedByReseller.ResellerId => Id;

    /// <summary>Registered name.</summary>
    public string LegalName { get; private set; } = "";

    /// <summary><see cref="LegalName"/> as searched and sorted.</summary>
    public string NormalizedName { get; private set; } = "";

    /// <summary>Numeric location id, 5 to 10 digits, unique.</summary>
    public string PartnerId { get; private set; } = "";

    /// <summary>Postal address; its country is the reseller's market.</summary>
    public PostalAddress Address { get; private set; } = null!;

    /// <summary>Primary contact.</summary>
    public string ContactName { get; private set; } = "";

    /// <summary>Primary contact's work e-mail.</summary>
    public string ContactEmail { get; private set; } = "";

    /// <summary>Where customers turn to when the reseller is support contact.</summary>
    public string SupportEmail { get; private set; } = "";

    /// <summary>Support phone in E.164.</summary>
    public string SupportPhone { get; private set; } = "";

    /// <summary>Language its mails are written in.</summary>
    public string Culture { get; private set; } = "";

    /// <summary>When it registered.</summary>
    public DateTimeOffset RegisteredAt { get; private set; }

    /// <summary>When its global admin accepted the partner agreement; without it no transaction may name the reseller.</summary>
    public DateTimeOffset? AgreementAcceptedAt { get; private set; }

    /// <summary>Who accepted the agreement.</summary>
    public string? AgreementAcceptedBy { get; private set; }

    /// <inheritdoc/>
    public long Version { get; private set; }

    /// <summary>A reseller as registered.</summary>
    public static Reseller Register(ResellerProfile profile, DateTimeOffset now)
    {
        var reseller = new Reseller { Id = Guid.CreateVersion7(now) };
        reseller.RegisterAgain(profile, now);
        return reseller;
    }

    /// <summary>Registered again before its e-mail address was confirmed: only the latest registration counts.</summary>
    public void RegisterAgain(ResellerProfile profile, DateTimeOffset now)
    {
        LegalName = profile.LegalName;
        NormalizedName = SearchText.Normalize(profile.LegalName);
        PartnerId = profile.PartnerId;
        Address = profile.Address;
        ContactName = profile.ContactName;
        ContactEmail = profile.ContactEmail;
        SupportEmail = profile.SupportEmail;
        SupportPhone = profile.SupportPhone;
        Culture = profile.Culture;
        RegisteredAt = now;
        AgreementAcceptedAt = null;
    }

    /// <summary>Changes what the company says about itself. Its PartnerID stays, and so does the agreement.</summary>
    public void ChangeProfile(ResellerProfile profile)
    {
        LegalName = profile.LegalName;
        NormalizedName = SearchText.Normalize(profile.LegalName);
        Address = profile.Address;
        ContactName = profile.ContactName;
        ContactEmail = profile.ContactEmail;
        SupportEmail = profile.SupportEmail;
        SupportPhone = profile.SupportPhone;
        Culture = profile.Culture;
    }

    /// <summary>The company's facts as they are now.</summary>
    public ResellerProfile Profile => new(LegalName, PartnerId, Address, ContactName, ContactEmail, SupportEmail, SupportPhone, Culture);

    /// <summary>Accepts the partner agreement; once is enough, later calls change nothing.</summary>
    public void AcceptAgreement(string by, DateTimeOffset now)
    {
        if (AgreementAcceptedAt is null)
        {
            AgreementAcceptedAt = now;
            AgreementAcceptedBy = by;
        }
    }
}

/// <summary>The facts a reseller gives when it registers.</summary>
public sealed record ResellerProfile(
    string LegalName,
    string PartnerId,
    PostalAddress Address,
    string ContactName,
    string ContactEmail,
    string SupportEmail,
    string SupportPhone,
    string Culture);

internal sealed class ResellerConfiguration : IEntityTypeConfiguration<Reseller>
{
    public void Configure(EntityTypeBuilder<Reseller> builder)
    {
        builder.ToTable("Resellers");
        builder.Property(r => r.LegalName).HasMaxLength(200);
        builder.Property(r => r.NormalizedName).HasMaxLength(200);
        builder.Property(r => r.PartnerId).HasMaxLength(10);
        builder.Property(r => r.ContactName).HasMaxLength(101);
        builder.Property(r => r.ContactEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(r => r.SupportEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(r => r.SupportPhone).HasMaxLength(20);
        builder.Property(r => r.Culture).HasMaxLength(16);
        builder.Property(r => r.AgreementAcceptedBy).HasMaxLength(200);
        builder.Ignore(r => r.Profile);
        builder.ComplexProperty(r => r.Address, Data.PostalAddressMapping.Configure);
        builder.HasIndex(r => r.PartnerId).IsUnique();
        builder.HasIndex(r => r.NormalizedName);
    }
}
