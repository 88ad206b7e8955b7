using FluentValidation;
using IndirectProvider.Data;

namespace IndirectProvider.Customers;

/// <summary>Says who gets a customer's bills: the company itself, or somebody else in the same region.</summary>
public sealed class ChangeBillTo(PortalDbContext db, TimeProvider clock)
{
    private static readonly Validator Shape = new();

    /// <summary>Who, as typed.</summary>
    public sealed record Input
    {
        /// <summary>The company and its contact; all else is left out then.</summary>
        public bool SameAsCompany { get; init; }

        /// <summary>Name on the bill.</summary>
        public string? CompanyName { get; init; }

        /// <summary>Who reads it.</summary>
        public string? ContactName { get; init; }

        /// <summary>Where it is sent.</summary>
        public string? Email { get; init; }

        /// <summary>Address on the bill.</summary>
        public PostalAddressInput Address { get; init; } = new();
    }

    /// <summary>Changes it, unless somebody changed the customer since it was seen.</summary>
    /// <param name="id">The customer.</param>
    /// <param name="version">The version shown with the form.</param>
    /// <param name="input">What was typed.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result> ExecuteAsync(Guid id, long version, Input input, CancellationToken cancel)
    {
        var found = await db.CustomerToChangeAsync(id, cancel);
        if (!found.Succeeded)
        {
            return found;
        }

        var customer = found.Value;
        var errors = input.SameAsCompany ? [] : Shape.Validate(input).Errors.Select(e => Error.Invalid(e.PropertyName, e.ErrorMessage)).ToList();
        if (!input.SameAsCompany && Countries.Find(input.Address.Country) is { } country && country.Region != Countries.Find(customer.Address.Country)?.Region)
        {
            errors.Add(Error.Invalid("Address.Country", "Choose a country of the customer's region."));
        }

        if (errors.Count > 0)
        {
            return Result.Failed(errors);
        }

        if (customer.Version != version)
        {
            return AccountChange.ChangedMeanwhile;
        }

        var before = Facts(customer.BillTo);
        customer.Bill(input.SameAsCompany
            ? null
            : new BillTo(TypedText.Clean(input.CompanyName)!, TypedText.Clean(input.ContactName)!, TypedText.Clean(input.Email)!, input.Address.ToAddress()));
        return await db.SaveChangeAsync(clock, customer, before, Facts(customer.BillTo), cancel);
    }

    private static Dictionary<string, string?> Facts(BillTo? billTo) => billTo is null ? [] : new()
    {
        ["billToCompanyName"] = billTo.CompanyName,
        ["billToContactName"] = billTo.ContactName,
        ["billToEmail"] = billTo.Email,
        ["billToAddress"] = string.Join(
            ", ",
            new[] { billTo.Address.Line1, billTo.Address.Line2, billTo.Address.PostalCode, billTo.Address.City, billTo.Address.State, billTo.Address.Country }
                .Where(part => part is not null)),
    };

    private sealed class Validator : AbstractValidator<Input>
    {
        public Validator()
        {
            RuleLevelCascadeMode = CascadeMode.Stop;
            RuleFor(b => b.CompanyName).CompanyNameRules();
            RuleFor(b => b.ContactName).Text("Enter the contact's name.", NewCustomerValidator.FullNameLength);
            RuleFor(b => b.Email).Email("Enter the e-mail address for bills.");
            RuleFor(b => b.Address).SetValidator(new PostalAddressValidator());
        }
    }
}
