using IndirectProvider.Accounts;
using IndirectProvider.Customers;
using IndirectProvider.Orders;

namespace IndirectProvider.Web.Provisioning;

/// <summary>
/// The default provisioner: the portal itself is the directory that tenants live in. Ids follow from the step's key,
/// so a repeated step gives the same answer.
/// </summary>
public sealed class BuiltInDirectory(TenantNaming naming) : ITenantProvisioner
{
    /// <inheritdoc/>
    public Task<Result<ProvisionedTenant>> CreateTenantAsync(Guid stepKey, CustomerDetails customer, CancellationToken cancel) =>
        Task.FromResult<Result<ProvisionedTenant>>(new ProvisionedTenant(stepKey.ToString()));

    /// <inheritdoc/>
    public Task<Result<ProvisionedAdministrator>> CreateAdministratorAsync(
        Guid stepKey, ProvisionedTenant tenant, CustomerDetails customer, CancellationToken cancel) =>
        Task.FromResult<Result<ProvisionedAdministrator>>(
            new ProvisionedAdministrator(naming.Administrator(customer.DomainPrefix), TemporaryPassword.Mint()));

    /// <inheritdoc/>
    public Task<Result<ProvisionedSubscriptions>> CreateSubscriptionsAsync(
        Guid stepKey, string tenantId, IReadOnlyList<OrderLine> lines, CancellationToken cancel) =>
        Task.FromResult<Result<ProvisionedSubscriptions>>(
            new ProvisionedSubscriptions([.. lines.Select(l => l.Id.ToString())]));
}
