using IndirectProvider.Data;
using IndirectProvider.Organisations;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Customers;

/// <summary>
/// Checks a new customer as typed against its rules and against what holds now (the provider's region and domain, taken
/// prefixes, today's date), and turns it into details to order for. Reports all errors at once; changes nothing.
/// </summary>
public sealed class CheckNewCustomer(PortalDbContext db, CheckDomainPrefix checkPrefix, TimeProvider clock)
{
    private static readonly NewCustomerValidator Shape = new();

    /// <summary>The details, or every error with the path of its field below <see cref="NewCustomerInput"/>.</summary>
    /// <param name="typed">As typed.</param>
    /// <param name="askVendor">Whether the vendor is asked for the domain, too.</param>
    /// <param name="cancel">Stops asking.</param>
    public async Task<Result<CustomerDetails>> ExecuteAsync(NewCustomerInput typed, bool askVendor, CancellationToken cancel)
    {
        var errors = Shape.Validate(typed).Errors.Select(e => Error.Invalid(e.PropertyName, e.ErrorMessage)).ToList();
        var provider = await db.Providers.AsNoTracking().Select(p => new { p.Country, p.SupportEmail }).SingleAsync(cancel);
        await CheckAsync(nameof(typed.DomainPrefix), async () =>
            (await checkPrefix.ExecuteAsync(typed.DomainPrefix, askVendor, cancel)).Errors.FirstOrDefault());
        Check("Address.Country", () => Countries.Find(typed.Address.Country)!.Region == Countries.Find(provider.Country)?.Region
            ? null
            : "Choose a country of your own region.");
        Check(nameof(typed.Email), () => IsProvidersOwn(typed.Email!, provider.SupportEmail)
            ? "This is an address of your own company. Enter the customer's."
            : null);
        Check(nameof(typed.AgreementDate), () => typed.ReadAgreementDate() > Countries.Find(provider.Country)!.Today(clock.GetUtcNow())
            ? "This date is in the future. The agreement must have been accepted before the order."
            : null);
        return errors.Count > 0 ? Result<CustomerDetails>.Failed(errors) : DetailsOf(typed);

        void Check(string field, Func<string?> problem)
        {
            if (errors.TrueForAll(e => e.Field != field) && problem() is { } template)
            {
                errors.Add(Error.Invalid(field, template));
            }
        }

        async Task CheckAsync(string field, Func<Task<Error?>> problem)
        {
            if (errors.TrueForAll(e => e.Field != field) && await problem() is { } error)
            {
                errors.Add(error);
            }
        }
    }

    /// <summary>Whether an address is of the provider's own company, which can't be a customer's.</summary>
    internal static bool IsProvidersOwn(string typed, string supportEmail)
    {
        var own = EmailAddress.DomainOf(supportEmail);
        var domain = EmailAddress.DomainOf(typed.Trim());
        return !WebmailDomains.Contains(own) && (domain == own || domain.EndsWith($".{own}", StringComparison.Ordinal));
    }

    private static CustomerDetails DetailsOf(NewCustomerInput typed)
    {
        var country = Countries.Find(typed.Address.Country)!;
        return new CustomerDetails(
            TypedText.Clean(typed.CompanyName)!,
            DomainPrefix.Normalize(typed.DomainPrefix),
            typed.Address.ToAddress(),
            TypedText.Clean(typed.FirstName)!,
            TypedText.Clean(typed.LastName)!,
            TypedText.Clean(typed.Email)!,
            TypedText.Clean(typed.Phone) is { } phone ? PhoneNumbers.ToE164(phone, country.Code) : null,
            TypedText.Clean(typed.RegistrationNumber),
            typed.Language!,
            TypedText.Clean(typed.AgreementName)!,
            TypedText.Clean(typed.AgreementEmail)!,
            typed.ReadAgreementDate()!.Value);
    }
}
