using System.Net;
using System.Text.Json;
using IndirectProvider.Customers;
using IndirectProvider.Orders;

namespace IndirectProvider.Web.Provisioning.PartnerCenter;

/// <summary>Customers at the vendor: domains, making one, finding the one whose answer was lost (docs/decisions/0016).</summary>
internal sealed class VendorCustomers(PartnerCenterClient client, TenantNaming naming)
{
    public async Task<bool> IsTakenAsync(string domain, Guid? orderId, CancellationToken cancel)
    {
        var answer = await client.ReadAsync(HttpMethod.Head, $"domains/{Uri.EscapeDataString(domain)}", orderId, cancel);
        return answer.Succeeded
            || (answer.Status == HttpStatusCode.NotFound
                ? false
                : throw new NotNowException($"The vendor answered {(int)answer.Status} when asked for a domain."));
    }

    public async Task<Result<ProvisionedTenant>> CreateAsync(StepCall call, CustomerDetails customer, CancellationToken cancel)
    {
        var domain = naming.Domain(customer.DomainPrefix);

        // After a lost answer the domain may be taken by this very step.
        if (!call.PerhapsDone && await IsTakenBeforeAsync(call, domain, cancel))
        {
            return ProvisioningErrors.DomainTaken;
        }

        var answer = await client.ChangeAsync(HttpMethod.Post, "customers", call, BodyOf(customer, domain), cancel);
        if (answer.Succeeded)
        {
            return TenantOf(answer.Read<VendorCustomer>(), domain);
        }

        VendorRefusals.ThrowIfBusy(answer, anyConflict: false);
        if ((call.PerhapsDone || VendorRefusals.Exists(answer)) && await FindAsync(call, customer, domain, cancel) is { } made)
        {
            return TenantOf(made, domain);
        }

        if (!VendorRefusals.Exists(answer))
        {
            // Here an invalid or missing property is one of the customer's.
            var error = answer.Code is "2000" or "2001" ? ProvisioningErrors.DetailsRefused : VendorRefusals.Meaning(answer);
            return call.PerhapsDone ? error with { Kind = ErrorKind.Conflict } : error;
        }

        // It was free a moment ago, or an answer was lost: this step may have taken it, and the list of customers not show that yet.
        return await IsTakenAsync(domain, call.OrderId, cancel)
            ? ProvisioningErrors.DomainUnclear
            : throw new NotNowException($"The vendor is in conflict about the customer ({answer.Code}).");
    }

    private async Task<bool> IsTakenBeforeAsync(StepCall call, string domain, CancellationToken cancel)
    {
        try
        {
            // A bare 200 says "taken", and so does anything in between that answers in the vendor's place: asked twice.
            return await IsTakenAsync(domain, call.OrderId, cancel) && await IsTakenAsync(domain, call.OrderId, cancel);
        }
        catch (NotNowException failure)
        {
            throw new NotNowException(failure.Message, failure.RetryAfter, nothingDone: true);
        }
    }

    /// <summary>The customer that an earlier call of this step made, or this one, repeated on its way: of this domain, company and address, and the provider's own.</summary>
    private async Task<VendorCustomer?> FindAsync(StepCall call, CustomerDetails customer, string domain, CancellationToken cancel)
    {
        var filter = JsonSerializer.Serialize(new { Field = "Domain", Value = domain, Operator = "starts_with" });
        var answer = await client.ReadAsync(HttpMethod.Get, $"customers?filter={Uri.EscapeDataString(filter)}", call.OrderId, cancel);
        if (!answer.Succeeded)
        {
            throw new NotNowException($"The vendor answered {(int)answer.Status} when asked for its customers.");
        }

        var found = (answer.Read<Collection<VendorCustomer>>().Items ?? []).FirstOrDefault(c =>
            c.Id is { Length: > 0 } && Same(c.CompanyProfile?.Domain, domain) && Same(c.CompanyProfile?.CompanyName, customer.CompanyName));
        if (found is null)
        {
            return null;
        }

        var whole = await client.ReadAsync(HttpMethod.Get, $"customers/{Uri.EscapeDataString(found.Id!)}", call.OrderId, cancel);
        if (!whole.Succeeded)
        {
            throw new NotNowException($"The vendor answered {(int)whole.Status} when asked for a customer.");
        }

        return whole.Read<VendorCustomer>().BillingProfile?.Email is { } email && !Same(email, customer.ContactEmail) ? null : found;
    }

    private static bool Same(string? one, string other) => string.Equals(one?.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);

    private static ProvisionedTenant TenantOf(VendorCustomer made, string domain) =>
        (made.Id ?? made.CompanyProfile?.TenantId) is { Length: > 0 } id
            ? new ProvisionedTenant(id, made.UserCredentials is { UserName.Length: > 0, Password.Length: > 0 } credentials
                ? new ProvisionedAdministrator(credentials.UserName.Contains('@') ? credentials.UserName : $"{credentials.UserName}@{domain}", credentials.Password)
                : null)
            : throw new NotNowException("The vendor made a customer and did not say which.");

    private static object BodyOf(CustomerDetails customer, string domain) => new
    {
        companyProfile = new { domain, companyName = customer.CompanyName, organizationRegistrationNumber = customer.RegistrationNumber },
        billingProfile = new
        {
            culture = $"{customer.Culture}-{customer.Address.Country}",
            language = customer.Culture,
            email = customer.ContactEmail,
            companyName = customer.CompanyName,
            firstName = customer.ContactFirstName,
            lastName = customer.ContactLastName,
            defaultAddress = new
            {
                country = customer.Address.Country,
                state = customer.Address.State,
                city = customer.Address.City,
                addressLine1 = customer.Address.Line1,
                addressLine2 = customer.Address.Line2,
                postalCode = customer.Address.PostalCode,
                firstName = customer.ContactFirstName,
                lastName = customer.ContactLastName,
                phoneNumber = customer.Phone,
            },
        },
    };
}
