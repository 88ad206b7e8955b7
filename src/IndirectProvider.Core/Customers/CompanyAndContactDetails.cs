namespace IndirectProvider.Customers;

/// <summary>Company and contact once checked: normalised, as stored.</summary>
internal sealed record CompanyAndContactDetails(
    string CompanyName,
    PostalAddress Address,
    string? RegistrationNumber,
    string FirstName,
    string LastName,
    string Email,
    string? Phone,
    string Culture)
{
    public static CompanyAndContactDetails Of(ICompanyAndContact typed, string country) => new(
        TypedText.Clean(typed.CompanyName)!,
        typed.Address.ToAddress(),
        TypedText.Clean(typed.RegistrationNumber),
        TypedText.Clean(typed.FirstName)!,
        TypedText.Clean(typed.LastName)!,
        TypedText.Clean(typed.Email)!,
        TypedText.Clean(typed.Phone) is { } phone ? PhoneNumbers.ToE164(phone, country) : null,
        typed.Language!);

    public static CompanyAndContactDetails Of(Customer customer) => new(
        customer.CompanyName,
        customer.Address,
        customer.RegistrationNumber,
        customer.ContactFirstName,
        customer.ContactLastName,
        customer.ContactEmail,
        customer.Phone,
        customer.Culture);

    /// <summary>Every fact under the name the activity log knows it by.</summary>
    public IReadOnlyDictionary<string, string?> Facts() => new Dictionary<string, string?>
    {
        ["companyName"] = CompanyName,
        ["addressLine1"] = Address.Line1,
        ["addressLine2"] = Address.Line2,
        ["city"] = Address.City,
        ["region"] = Address.State,
        ["postalCode"] = Address.PostalCode,
        ["registrationNumber"] = RegistrationNumber,
        ["firstName"] = FirstName,
        ["lastName"] = LastName,
        ["email"] = Email,
        ["phone"] = Phone,
        ["language"] = Culture,
    };
}
