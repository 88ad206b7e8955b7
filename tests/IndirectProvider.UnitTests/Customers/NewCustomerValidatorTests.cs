using IndirectProvider.Customers;

namespace IndirectProvider.UnitTests.Customers;

public sealed class NewCustomerValidatorTests
{
    private static readonly NewCustomerInput Good = new()
    {
        CompanyName = "Nordwind GmbH",
        DomainPrefix = "nordwind",
        Address = new() { Line1 = "Hauptstr. 1", City = "Berlin", PostalCode = "10115", Country = "DE" },
        FirstName = "Erika",
        LastName = "Muster",
        Email = "erika@nordwind.example",
        Language = "de",
        AgreementName = "Erika Muster",
        AgreementEmail = "erika@nordwind.example",
        AgreementDate = "2026-11-20",
    };

    [Fact]
    public void A_good_one_is_good() => Assert.Empty(Errors(Good));

    public static TheoryData<string, NewCustomerInput> Wrong => new()
    {
        { "CompanyName", Good with { CompanyName = null } },
        { "CompanyName", Good with { CompanyName = " ... " } },
        { "CompanyName", Good with { CompanyName = "GmbH" } },
        { "CompanyName", Good with { CompanyName = new string('x', 201) } },
        { "DomainPrefix", Good with { DomainPrefix = "a" } },
        { "DomainPrefix", Good with { DomainPrefix = "portal" } },
        { "Address.City", Good with { Address = Good.Address with { City = "" } } },
        { "RegistrationNumber", Good with { RegistrationNumber = "HRB 1" } },
        { "FirstName", Good with { FirstName = null } },
        { "LastName", Good with { LastName = new string('x', 51) } },
        { "Email", Good with { Email = "erika" } },
        { "Email", Good with { Email = "erika@localhost" } },
        { "Email", Good with { Email = null } },
        { "Phone", Good with { Phone = "call me" } },
        { "Phone", Good with { Phone = "+999 12345678" } },
        { "Language", Good with { Language = "ja" } },
        { "Language", Good with { Language = null } },
        { "AgreementName", Good with { AgreementName = "." } },
        { "AgreementEmail", Good with { AgreementEmail = "@" } },
        { "AgreementDate", Good with { AgreementDate = null } },
        { "AgreementDate", Good with { AgreementDate = "2026-02-30" } },
        { "AgreementDate", Good with { AgreementDate = "0202-11-20" } },
        { "AgreementDate", Good with { AgreementDate = "yesterday" } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_bad_field_is_named(string field, NewCustomerInput customer) => Assert.Equal([field], Errors(customer));

    [Theory]
    [InlineData("AM AZ BY BR HU IN IQ KZ KG MD MM PL RU SA SS TH TJ TR UA AE UZ VE VN ZA", true)]
    [InlineData("AT AU BE CA CH DE DK ES FR GB IT JP NL NO SE US", false)]
    public void Registration_number_and_phone_are_required_in_these_countries(string codes, bool required)
    {
        foreach (var country in codes.Split(' ').Select(code => Countries.Find(code)!))
        {
            var customer = Good with
            {
                Address = Good.Address with
                {
                    Country = country.Code, PostalCode = country.PostalCode?.Example, State = country.States.FirstOrDefault()?.Code,
                },
                Language = country.Languages[0],
            };

            Assert.Equal(required ? ["Phone", "RegistrationNumber"] : [], Errors(customer).Order());
            Assert.Equal(required ? ["Phone"] : ["RegistrationNumber"], Errors(customer with { RegistrationNumber = "12345" }));
        }
    }

    private static List<string> Errors(NewCustomerInput customer) =>
        [.. new NewCustomerValidator().Validate(customer).Errors.Select(e => e.PropertyName).Distinct()];
}
