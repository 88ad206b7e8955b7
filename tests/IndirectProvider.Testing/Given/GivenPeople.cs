using IndirectProvider.Customers;

namespace IndirectProvider.Testing.Given;

/// <summary>Somebody who can sign in.</summary>
public sealed record GivenMember(Guid Id, string UserName, string Name);

/// <summary>A provider and its global admin.</summary>
public sealed record GivenProvider(Guid Id, string Name, string Country, string SupportEmail, GivenMember Admin);

/// <summary>A reseller and its global admin.</summary>
public sealed record GivenReseller(Guid Id, string Name, string PartnerId, GivenMember Admin);

/// <summary>A customer and its administrator.</summary>
public sealed record GivenCustomer(Guid Id, Guid ProviderId, CustomerDetails Details, string Domain, GivenMember Admin)
{
    /// <summary>Company name.</summary>
    public string Name => Details.CompanyName;

    /// <summary>Contact's e-mail address.</summary>
    public string ContactEmail => Details.ContactEmail;
}
