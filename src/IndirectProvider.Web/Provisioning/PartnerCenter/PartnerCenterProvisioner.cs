using IndirectProvider.Customers;
using IndirectProvider.Orders;

namespace IndirectProvider.Web.Provisioning.PartnerCenter;

/// <summary>The provisioner that drives the vendor's Partner Center by its REST service.</summary>
internal sealed class PartnerCenterProvisioner(
    VendorCustomers customers, VendorAdministrators administrators, VendorCarts carts, VendorPurchases purchases) : ITenantProvisioner, IVendorDomains
{
    /// <inheritdoc/>
    public Task<bool> IsTakenAsync(string domain, CancellationToken cancel) => customers.IsTakenAsync(domain, null, cancel);

    /// <inheritdoc/>
    public Task<Result<ProvisionedTenant>> CreateTenantAsync(StepCall call, CustomerDetails customer, CancellationToken cancel) =>
        customers.CreateAsync(call, customer, cancel);

    /// <inheritdoc/>
    public Task<Result<ProvisionedAdministrator>> CreateAdministratorAsync(
        StepCall call, ProvisionedTenant tenant, CustomerDetails customer, string password, CancellationToken cancel) =>
        administrators.CreateAsync(call, tenant, customer, password, cancel);

    /// <inheritdoc/>
    public Task<Result<ProvisionedCart>> CreateCartAsync(StepCall call, string tenantId, IReadOnlyList<VendorLine> lines, CancellationToken cancel) =>
        carts.CreateAsync(call, tenantId, lines, cancel);

    /// <inheritdoc/>
    public Task<Result<ProvisionedSubscriptions>> CreateSubscriptionsAsync(StepCall call, Purchase purchase, CancellationToken cancel) =>
        purchases.CheckOutAsync(call, purchase, cancel);
}
