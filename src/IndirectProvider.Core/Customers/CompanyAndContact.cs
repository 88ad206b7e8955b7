using FluentValidation;

namespace IndirectProvider.Customers;

/// <summary>Company and contact of a customer as typed, for a new one and for one that is changed.</summary>
public interface ICompanyAndContact
{
    /// <summary>Company name.</summary>
    string? CompanyName { get; }

    /// <summary>Postal address with the country.</summary>
    PostalAddressInput Address { get; }

    /// <summary>Registration number, only where the country requires one.</summary>
    string? RegistrationNumber { get; }

    /// <summary>Contact's first name.</summary>
    string? FirstName { get; }

    /// <summary>Contact's last name.</summary>
    string? LastName { get; }

    /// <summary>Contact's e-mail address.</summary>
    string? Email { get; }

    /// <summary>Contact's phone, in any form people write numbers.</summary>
    string? Phone { get; }

    /// <summary>Language code of the customer.</summary>
    string? Language { get; }
}

/// <summary>What can be said of company and contact without looking anything up.</summary>
public sealed class CompanyAndContactValidator : AbstractValidator<ICompanyAndContact>
{
    /// <summary>Sets the rules up.</summary>
    public CompanyAndContactValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(c => c.CompanyName).CompanyNameRules();
        RuleFor(c => c.Address).SetValidator(new PostalAddressValidator());
        RuleFor(c => c.RegistrationNumber).OptionalText(NewCustomerValidator.RegistrationNumberLength);
        RuleFor(c => c.RegistrationNumber)
            .Must(n => TypedText.Clean(n) is { } number && TypedText.HasLetterOrDigit(number))
            .When(c => CountryOf(c) is { RequiresRegistrationNumber: true })
            .WithMessage(_ => CoreTexts.Get("Enter the company's registration number."));
        RuleFor(c => c.RegistrationNumber)
            .Must(n => TypedText.Clean(n) is null)
            .When(c => CountryOf(c) is { RequiresRegistrationNumber: false })
            .WithMessage(_ => CoreTexts.Get("Companies in this country are registered without a number. Leave this field empty."));
        RuleFor(c => c.FirstName).Text("Enter the first name.", NewCustomerValidator.NameLength);
        RuleFor(c => c.LastName).Text("Enter the last name.", NewCustomerValidator.NameLength);
        RuleFor(c => c.Email).Email("Enter the contact's e-mail address.");
        RuleFor(c => c.Phone)
            .Must(p => TypedText.Clean(p) is not null)
            .When(c => CountryOf(c) is { RequiresRegistrationNumber: true })
            .WithMessage(_ => CoreTexts.Get("Enter the phone number."));
        RuleFor(c => c.Phone)
            .Must((c, p) => PhoneNumbers.ToE164(TypedText.Clean(p)!, CountryOf(c)!.Code) is not null)
            .When(c => CountryOf(c) is not null && TypedText.Clean(c.Phone) is not null)
            .WithMessage(c => CoreTexts.Get("This is not a valid phone number. Enter it with area code, for example +{0} and the number.", CountryOf(c)!.CallingCode));
        RuleFor(c => c.Language)
            .Must((c, language) => CountryOf(c) is not { } country || country.Languages.Contains(language, StringComparer.Ordinal))
            .WithMessage(_ => CoreTexts.Get("Choose a language."));
    }

    private static Country? CountryOf(ICompanyAndContact customer) => Countries.Find(customer.Address.Country);
}
