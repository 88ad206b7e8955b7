using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Customers;

/// <summary>Changes a customer's company and contact by the rules of a new one. Domain and country can't be changed.</summary>
public sealed class ChangeCustomer(PortalDbContext db, TimeProvider clock)
{
    private static readonly CompanyAndContactValidator Shape = new();

    /// <summary>The customer as typed. The address's country is the stored one, whatever stands there.</summary>
    public sealed record Input : ICompanyAndContact
    {
        /// <inheritdoc/>
        public string? CompanyName { get; init; }

        /// <inheritdoc/>
        public PostalAddressInput Address { get; init; } = new();

        /// <inheritdoc/>
        public string? RegistrationNumber { get; init; }

        /// <inheritdoc/>
        public string? FirstName { get; init; }

        /// <inheritdoc/>
        public string? LastName { get; init; }

        /// <inheritdoc/>
        public string? Email { get; init; }

        /// <inheritdoc/>
        public string? Phone { get; init; }

        /// <inheritdoc/>
        public string? Language { get; init; }
    }

    /// <summary>Changes it, unless somebody did since it was seen.</summary>
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
        input = input with { Address = input.Address with { Country = customer.Address.Country } };
        var errors = Shape.Validate(input).Errors.Select(e => Error.Invalid(e.PropertyName, e.ErrorMessage)).ToList();
        var support = await db.Providers.Where(p => p.Id == customer.ProviderId).Select(p => p.SupportEmail).SingleAsync(cancel);
        if (errors.TrueForAll(e => e.Field != nameof(input.Email)) && CheckNewCustomer.IsProvidersOwn(input.Email!, support))
        {
            errors.Add(Error.Invalid(nameof(input.Email), "This is an address of the provider's company. Enter the customer's."));
        }

        if (errors.Count > 0)
        {
            return Result.Failed(errors);
        }

        if (customer.Version != version)
        {
            return AccountChange.ChangedMeanwhile;
        }

        var before = CompanyAndContactDetails.Of(customer).Facts();
        var after = CompanyAndContactDetails.Of(input, customer.Address.Country);
        customer.Change(after);
        return await db.SaveChangeAsync(clock, customer, before, after.Facts(), cancel);
    }
}
