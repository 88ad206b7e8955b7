using System.Globalization;
using FluentValidation;

namespace IndirectProvider.Customers;

/// <summary>A new customer as typed; anything may stand in it, and all of it is kept in the wizard's draft.</summary>
public sealed record NewCustomerInput : ICompanyAndContact
{
    /// <summary>Company name.</summary>
    public string? CompanyName { get; init; }

    /// <summary>First part of the domain.</summary>
    public string? DomainPrefix { get; init; }

    /// <summary>Postal address with the country.</summary>
    public PostalAddressInput Address { get; init; } = new();

    /// <summary>Registration number, only where the country requires one.</summary>
    public string? RegistrationNumber { get; init; }

    /// <summary>Contact's first name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Contact's last name.</summary>
    public string? LastName { get; init; }

    /// <summary>Contact's e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Contact's phone, in any form people write numbers.</summary>
    public string? Phone { get; init; }

    /// <summary>Language code of the customer.</summary>
    public string? Language { get; init; }

    /// <summary>Who accepted the customer agreement, by name.</summary>
    public string? AgreementName { get; init; }

    /// <summary>Who accepted the customer agreement, by e-mail.</summary>
    public string? AgreementEmail { get; init; }

    /// <summary>When the agreement was accepted, as a date field sends it.</summary>
    public string? AgreementDate { get; init; }

    /// <summary><see cref="AgreementDate"/> as a date; also reads the reader's own way of writing dates, for browsers without date fields.</summary>
    public DateOnly? ReadAgreementDate() =>
        DateOnly.TryParseExact(AgreementDate?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        || DateOnly.TryParse(AgreementDate?.Trim(), CultureInfo.CurrentCulture, out date)
            ? date
            : null;
}

/// <summary>What can be said of the input without looking anything up.</summary>
public sealed class NewCustomerValidator : AbstractValidator<NewCustomerInput>
{
    /// <summary>Longest first or last name.</summary>
    public const int NameLength = 50;

    /// <summary>Longest name of the person who accepted the agreement: first and last name with a blank.</summary>
    public const int FullNameLength = 2 * NameLength + 1;

    /// <summary>Longest registration number.</summary>
    public const int RegistrationNumberLength = 40;

    private const int EarliestAgreementYear = 2000;

    /// <summary>Sets the rules up.</summary>
    public NewCustomerValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        Include(new CompanyAndContactValidator());
        RuleFor(c => c.DomainPrefix).Custom((text, context) =>
        {
            if (Customers.DomainPrefix.Problem(Customers.DomainPrefix.Normalize(text)) is { } problem)
            {
                context.AddFailure(CoreTexts.Get(problem));
            }
        });
        RuleFor(c => c.AgreementName).Text("Enter who accepted the agreement.", FullNameLength);
        RuleFor(c => c.AgreementEmail).Email("Enter the e-mail address of the person who accepted the agreement.");
        RuleFor(c => c.AgreementDate)
            .Must((c, text) => TypedText.Clean(text) is not null)
            .WithMessage(_ => CoreTexts.Get("Enter the date on which the agreement was accepted."))
            .Must((c, _) => c.ReadAgreementDate() is { Year: >= EarliestAgreementYear })
            .WithMessage(_ => CoreTexts.Get("This is no date on which an agreement can have been accepted."));
    }
}
