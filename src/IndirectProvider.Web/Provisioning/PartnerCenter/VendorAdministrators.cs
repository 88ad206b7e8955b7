using IndirectProvider.Customers;
using IndirectProvider.Orders;

namespace IndirectProvider.Web.Provisioning.PartnerCenter;

/// <summary>
/// The administrator the vendor makes with each customer. Its password stands in the answer to making the customer only; when that
/// was lost, the administrator gets a new one.
/// </summary>
internal sealed class VendorAdministrators(PartnerCenterClient client, TenantNaming naming)
{
    public async Task<Result<ProvisionedAdministrator>> CreateAsync(
        StepCall call, ProvisionedTenant tenant, CustomerDetails customer, string password, CancellationToken cancel)
    {
        if (tenant.Administrator is { } known)
        {
            return known;
        }

        var users = $"customers/{Uri.EscapeDataString(tenant.TenantId)}/users";
        var answer = await client.ReadAsync(HttpMethod.Get, users, call.OrderId, cancel);
        if (!answer.Succeeded)
        {
            VendorRefusals.ThrowIfBusy(answer);
            return VendorRefusals.Meaning(answer);
        }

        var name = naming.Administrator(customer.DomainPrefix);
        var administrator = (answer.Read<Collection<VendorUser>>().Items ?? []).FirstOrDefault(u =>
            u.Id is { Length: > 0 } && string.Equals(u.UserPrincipalName, name, StringComparison.OrdinalIgnoreCase));
        if (administrator is null)
        {
            return ProvisioningErrors.AdministratorMissing;
        }

        var body = new { passwordProfile = new { password, forceChangePassword = true }, attributes = new { objectType = "CustomerUser" } };
        var changed = await client.ChangeAsync(HttpMethod.Patch, $"{users}/{Uri.EscapeDataString(administrator.Id!)}", call, body, cancel);
        if (changed.Succeeded)
        {
            return new ProvisionedAdministrator(name, password);
        }

        VendorRefusals.ThrowIfBusy(changed);
        return VendorRefusals.Meaning(changed);
    }
}
