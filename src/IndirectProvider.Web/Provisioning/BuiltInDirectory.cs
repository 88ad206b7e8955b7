using IndirectProvider.Customers;
using IndirectProvider.Orders;

namespace IndirectProvider.Web.Provisioning;

/// <summary>
/// The default provisioner: the portal itself is the directory that tenants live in. Ids follow from the step's key,
/// so a repeated step gives the same answer.
/// </summary>
public sealed class BuiltInDirectory(TenantNaming naming) : ITenantProvisioner, IVendorDomains
{
    /// <inheritdoc/>
    public Task<Result<ProvisionedTenant>> CreateTenantAsync(StepCall call, CustomerDetails customer, CancellationToken cancel) =>
        Task.FromResult<Result<ProvisionedTenant>>(new ProvisionedTenant(call.Key.ToString()));

    /// <inheritdoc/>
    public Task<Result<ProvisionedAdministrator>> CreateAdministratorAsync(
        StepCall call, ProvisionedTenant tenant, CustomerDetails customer, string password, CancellationToken cancel) =>
        Task.FromResult<Result<ProvisionedAdministrator>>(new ProvisionedAdministrator(naming.Administrator(customer.DomainPrefix), password));

    /// <inheritdoc/>
    public Task<Result<ProvisionedCart>> CreateCartAsync(StepCall call, string tenantId, IReadOnlyList<VendorLine> lines, CancellationToken cancel) =>
        Task.FromResult<Result<ProvisionedCart>>(new ProvisionedCart(call.Key.ToString()));

    /// <inheritdoc/>
    public Task<Result<ProvisionedSubscriptions>> CreateSubscriptionsAsync(StepCall call, Purchase purchase, CancellationToken cancel) =>
        Task.FromResult<Result<ProvisionedSubscriptions>>(new ProvisionedSubscriptions([.. purchase.Lines.Select(l => l.Id.ToString())]));

    /// <summary>Never: the portal's own list of prefixes is the directory.</summary>
    public Task<bool> IsTakenAsync(string domain, CancellationToken cancel) => Task.FromResult(false);
}
