using IndirectProvider.Accounts;
using IndirectProvider.Organisations;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Customers;

/// <summary>An end customer; a tenant, created by exactly one provider.</summary>
public sealed class Customer : IOwnedByProvider, IWrittenByAssociatedResellers, IVersioned
{
    private readonly List<CustomerReseller> resellers = [];
    private readonly List<CustomerTag> tags = [];

    private Customer()
    {
    }

    /// <summary>The customer's id.</summary>
    public Guid Id { get; private set; }

    /// <inheritdoc/>
    public Guid ProviderId { get; private set; }

    Guid IOfCustomer.CustomerId => Id;

    /// <summary>The provider's row.</summary>
    public Provider Provider { get; private set; } = null!;

    /// <summary>Id of its tenant at the vendor.</summary>
    public string TenantId { get; private set; } = "";

    /// <summary>Company name.</summary>
    public string CompanyName { get; private set; } = "";

    /// <summary><see cref="CompanyName"/> as searched and sorted.</summary>
    public string NormalizedName { get; private set; } = "";

    /// <summary>First part of its domain, unique in the installation.</summary>
    public string DomainPrefix { get; private set; } = "";

    /// <summary>Its domain: prefix and the installation's tenant suffix.</summary>
    public string Domain { get; private set; } = "";

    /// <summary>User name of the administrator that came with the tenant.</summary>
    public string AdministratorUserName => $"admin@{Domain}";

    /// <summary>Postal address.</summary>
    public PostalAddress Address { get; private set; } = null!;

    /// <summary>Contact's first name.</summary>
    public string ContactFirstName { get; private set; } = "";

    /// <summary>Contact's last name.</summary>
    public string ContactLastName { get; private set; } = "";

    /// <summary>Contact's e-mail address.</summary>
    public string ContactEmail { get; private set; } = "";

    /// <summary>Phone in E.164, or null.</summary>
    public string? Phone { get; private set; }

    /// <summary>Organisation's registration number where its country requires one, else null.</summary>
    public string? RegistrationNumber { get; private set; }

    /// <summary>Language its mails are written in.</summary>
    public string Culture { get; private set; } = "";

    /// <summary>Who accepted the customer agreement, by name.</summary>
    public string AgreementName { get; private set; } = "";

    /// <summary>Who accepted the customer agreement, by e-mail.</summary>
    public string AgreementEmail { get; private set; } = "";

    /// <summary>When the customer agreement was accepted.</summary>
    public DateOnly AgreementAcceptedOn { get; private set; }

    /// <summary>Who gets the bills; null when that is the company and its contact.</summary>
    public BillTo? BillTo { get; private set; }

    /// <summary>When its tenant was made.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>The resellers that manage or managed the account.</summary>
    public IReadOnlyList<CustomerReseller> Resellers => resellers;

    /// <summary>The words by which the provider's staff sorts it.</summary>
    public IReadOnlyList<CustomerTag> Tags => tags;

    /// <inheritdoc/>
    public long Version { get; private set; }

    /// <summary>A customer whose tenant exists.</summary>
    public static Customer Create(Guid providerId, string tenantId, TenantNaming naming, CustomerDetails details, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ProviderId = providerId,
        TenantId = tenantId,
        CompanyName = details.CompanyName,
        NormalizedName = SearchText.Normalize(details.CompanyName),
        DomainPrefix = details.DomainPrefix,
        Domain = naming.Domain(details.DomainPrefix),
        Address = details.Address,
        ContactFirstName = details.ContactFirstName,
        ContactLastName = details.ContactLastName,
        ContactEmail = details.ContactEmail,
        Phone = details.Phone,
        RegistrationNumber = details.RegistrationNumber,
        Culture = details.Culture,
        AgreementName = details.AgreementName,
        AgreementEmail = details.AgreementEmail,
        AgreementAcceptedOn = details.AgreementAcceptedOn,
        CreatedAt = now,
    };

    /// <summary>Changes company and contact; domain and country stay for good.</summary>
    internal void Change(CompanyAndContactDetails details)
    {
        CompanyName = details.CompanyName;
        NormalizedName = SearchText.Normalize(details.CompanyName);
        Address = details.Address;
        RegistrationNumber = details.RegistrationNumber;
        ContactFirstName = details.FirstName;
        ContactLastName = details.LastName;
        ContactEmail = details.Email;
        Phone = details.Phone;
        Culture = details.Culture;
    }

    /// <summary>Says who gets the bills; null for the company and its contact.</summary>
    internal void Bill(BillTo? billTo) => BillTo = billTo;

    /// <summary>Gives a reseller the administration of the account and all its subscriptions.</summary>
    public void Associate(Guid resellerId, DateTimeOffset now)
    {
        var existing = resellers.Find(r => r.ResellerId == resellerId);
        if (existing is null)
        {
            resellers.Add(CustomerReseller.Start(ProviderId, Id, resellerId, now));
        }
        else
        {
            existing.Renew(now);
        }
    }
}

/// <summary>Who gets a customer's bills.</summary>
public sealed record BillTo(string CompanyName, string ContactName, string Email, PostalAddress Address);

/// <summary>What is known of a new customer once checked: normalised, ready to be ordered for.</summary>
public sealed record CustomerDetails(
    string CompanyName,
    string DomainPrefix,
    PostalAddress Address,
    string ContactFirstName,
    string ContactLastName,
    string ContactEmail,
    string? Phone,
    string? RegistrationNumber,
    string Culture,
    string AgreementName,
    string AgreementEmail,
    DateOnly AgreementAcceptedOn);

internal sealed class CustomerConfiguration : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.ToTable("Customers");
        builder.HasAlternateKey(c => new { c.ProviderId, c.Id });
        builder.Property(c => c.TenantId).HasMaxLength(64);
        builder.Property(c => c.CompanyName).HasMaxLength(200);
        builder.Property(c => c.NormalizedName).HasMaxLength(200);
        builder.Property(c => c.DomainPrefix).HasMaxLength(27);
        builder.Property(c => c.Domain).HasMaxLength(200);
        builder.Property(c => c.ContactFirstName).HasMaxLength(50);
        builder.Property(c => c.ContactLastName).HasMaxLength(50);
        builder.Property(c => c.ContactEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(c => c.Phone).HasMaxLength(20);
        builder.Property(c => c.RegistrationNumber).HasMaxLength(40);
        builder.Property(c => c.Culture).HasMaxLength(16);
        builder.Property(c => c.AgreementName).HasMaxLength(101);
        builder.Property(c => c.AgreementEmail).HasMaxLength(EmailAddress.MaxLength);
        builder.ComplexProperty(c => c.Address, Data.PostalAddressMapping.Configure);
        builder.Property(c => c.BillTo).HasConversion(Data.JsonValue.Converter<BillTo?>(), Data.JsonValue.Comparer<BillTo?>());
        builder.HasIndex(c => new { c.ProviderId, c.NormalizedName, c.Id });
        builder.HasIndex(c => new { c.ProviderId, c.CreatedAt, c.Id });
        builder.HasIndex(c => c.TenantId);

        // An index of (ProviderId, Address_Country, Id) is made by the migration ListChoices: the model can't name a part of the address.
        builder.HasOne(c => c.Provider).WithMany().HasForeignKey(c => c.ProviderId);
        builder.HasMany(c => c.Resellers).WithOne()
            .HasForeignKey(r => new { r.ProviderId, r.CustomerId })
            .HasPrincipalKey(c => new { c.ProviderId, c.Id });
        builder.HasMany<PortalUser>().WithOne()
            .HasForeignKey(u => new { u.ProviderId, u.CustomerId })
            .HasPrincipalKey(c => new { c.ProviderId, c.Id });
    }
}
