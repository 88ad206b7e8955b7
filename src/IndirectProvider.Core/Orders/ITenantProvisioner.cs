using IndirectProvider.Customers;

namespace IndirectProvider.Orders;

/// <summary>
/// Makes tenants, administrators and subscriptions where the vendor keeps them. Every call carries the key of its step:
/// a repeated key must give the first answer again and do nothing twice.
/// An error is a refusal that staff can act on; an exception means "not now", and the call is repeated later.
/// </summary>
public interface ITenantProvisioner
{
    /// <summary>Makes the customer's tenant.</summary>
    Task<Result<ProvisionedTenant>> CreateTenantAsync(Guid stepKey, CustomerDetails customer, CancellationToken cancel);

    /// <summary>Makes the tenant's administrator with a temporary password.</summary>
    Task<Result<ProvisionedAdministrator>> CreateAdministratorAsync(
        Guid stepKey, ProvisionedTenant tenant, CustomerDetails customer, CancellationToken cancel);

    /// <summary>Makes the subscriptions; the answer has one entry per line, in the order of the lines.</summary>
    Task<Result<ProvisionedSubscriptions>> CreateSubscriptionsAsync(
        Guid stepKey, string tenantId, IReadOnlyList<OrderLine> lines, CancellationToken cancel);
}

/// <summary>A tenant at the vendor.</summary>
/// <param name="TenantId">Its id there.</param>
public sealed record ProvisionedTenant(string TenantId);

/// <summary>A tenant's administrator.</summary>
/// <param name="UserName">User name to sign in with.</param>
/// <param name="Password">Temporary password; never logged, stored sealed only.</param>
public sealed record ProvisionedAdministrator(string UserName, string Password)
{
    /// <summary>Keeps the password out of logs.</summary>
    public override string ToString() => UserName;
}

/// <summary>Subscriptions at the vendor.</summary>
/// <param name="Ids">Their ids there, one per order line.</param>
public sealed record ProvisionedSubscriptions(IReadOnlyList<string> Ids);
