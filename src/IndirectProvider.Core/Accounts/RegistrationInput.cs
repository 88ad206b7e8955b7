using System.Text.RegularExpressions;
using FluentValidation;
using IndirectProvider.Organisations;

namespace IndirectProvider.Accounts;

/// <summary>A reseller's registration as typed; in the order of the fields on the page.</summary>
public sealed record RegistrationInput
{
    /// <summary>Registered name of the company.</summary>
    public string? LegalName { get; init; }

    /// <summary>PartnerID.</summary>
    public string? PartnerId { get; init; }

    /// <summary>Postal address; its country is the reseller's market.</summary>
    public PostalAddressInput Address { get; init; } = new();

    /// <summary>Where customers turn to.</summary>
    public string? SupportEmail { get; init; }

    /// <summary>Where customers call.</summary>
    public string? SupportPhone { get; init; }

    /// <summary>Primary contact's first name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Primary contact's last name.</summary>
    public string? LastName { get; init; }

    /// <summary>Primary contact's work e-mail, which is also the user name.</summary>
    public string? Email { get; init; }

    /// <summary>Language of pages and mails.</summary>
    public string? Culture { get; init; }

    /// <summary>The password.</summary>
    public string? Password { get; init; }

    /// <summary>The password once more.</summary>
    public string? PasswordAgain { get; init; }

    /// <summary>Accepts the partner agreement for the company.</summary>
    public bool Agreed { get; init; }

    internal PasswordOwner PasswordOwner => new(Email, FirstName, LastName, LegalName);

    /// <summary>The facts as stored; only after validation.</summary>
    public ResellerProfile ToProfile(string email) => new(
        TypedText.Clean(LegalName)!,
        TypedText.Clean(PartnerId)!,
        Address.ToAddress(),
        $"{TypedText.Clean(FirstName)} {TypedText.Clean(LastName)}",
        email,
        TypedText.Clean(SupportEmail)!,
        PhoneNumbers.ToE164(TypedText.Clean(SupportPhone)!, Address.Country!)!,
        Culture!);
}

/// <summary>What can be said of a registration without looking anything up.</summary>
public sealed partial class RegistrationValidator : AbstractValidator<RegistrationInput>
{
    private const int NameLength = 50;

    /// <summary>Sets the rules up.</summary>
    public RegistrationValidator(PasswordRules rules)
    {
        RuleFor(r => r.LegalName).CompanyNameRules();
        RuleFor(r => r.PartnerId)
            .Must(id => PartnerIdShape().IsMatch(TypedText.Clean(id) ?? ""))
            .WithMessage(_ => CoreTexts.Get("Enter the PartnerID: 5 to 10 digits."));
        RuleFor(r => r.Address).SetValidator(new PostalAddressValidator());
        RuleFor(r => r.SupportEmail).Email("Enter the e-mail address your customers turn to.");
        RuleFor(r => r.SupportPhone)
            .Must(p => TypedText.Clean(p) is not null).WithMessage(_ => CoreTexts.Get("Enter the phone number your customers call."))
            .Must((r, p) => Countries.Find(r.Address.Country) is not { } country || PhoneNumbers.ToE164(TypedText.Clean(p)!, country.Code) is not null)
            .WithMessage(r => CoreTexts.Get(
                "This is not a valid phone number. Enter it with area code, for example +{0} and the number.", Countries.Find(r.Address.Country)!.CallingCode));
        RuleFor(r => r.FirstName).Text("Enter the first name.", NameLength);
        RuleFor(r => r.LastName).Text("Enter the last name.", NameLength);
        RuleFor(r => r.Email)
            .Email("Enter your work e-mail address.")
            .Must(e => !WebmailDomains.Contains(EmailAddress.DomainOf(TypedText.Clean(e)!)))
            .WithMessage(_ => CoreTexts.Get("Use your work e-mail address. Addresses of webmail services can't be used."));
        RuleFor(r => r.Culture).Must(PortalLanguages.Contains).WithMessage(_ => CoreTexts.Get("Choose a language."));
        RuleFor(r => r.Password)
            .Custom((password, context) =>
            {
                if (rules.Refuse("", password ?? "", context.InstanceToValidate.PasswordOwner) is { } weak)
                {
                    context.AddFailure(weak.Text);
                }
            });
        RuleFor(r => r.PasswordAgain)
            .Must((r, again) => again == r.Password).WithMessage(_ => CoreTexts.Get("The two passwords are not the same."));
        RuleFor(r => r.Agreed).Equal(true).WithMessage(_ => CoreTexts.Get("Accept the partner agreement to register your company."));
    }

    [GeneratedRegex("^[0-9]{5,10}$", RegexOptions.CultureInvariant)]
    private static partial Regex PartnerIdShape();
}
