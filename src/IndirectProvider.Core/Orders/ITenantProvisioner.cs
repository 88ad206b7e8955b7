using IndirectProvider.Customers;

namespace IndirectProvider.Orders;

/// <summary>
/// Makes tenants, administrators and subscriptions where the vendor keeps them. Each of these calls changes one thing there, as
/// a step of its own with its own key: a repeated key must give the first answer again and do nothing twice.
/// An error is a refusal that staff can act on: <see cref="ErrorKind.Invalid"/> when it is certain that neither this call
/// nor one before it has done anything, <see cref="ErrorKind.Conflict"/> when one perhaps has. An exception means "not now",
/// and the call is repeated later.
/// </summary>
public interface ITenantProvisioner
{
    /// <summary>Makes the customer's tenant.</summary>
    Task<Result<ProvisionedTenant>> CreateTenantAsync(StepCall call, CustomerDetails customer, CancellationToken cancel);

    /// <summary>Makes the tenant's administrator, or gives the one that came with the tenant a temporary password.</summary>
    /// <param name="call">Which call it is.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="password">The temporary password, where the vendor made none; the same with every call of one key.</param>
    /// <param name="cancel">Gives up.</param>
    Task<Result<ProvisionedAdministrator>> CreateAdministratorAsync(
        StepCall call, ProvisionedTenant tenant, CustomerDetails customer, string password, CancellationToken cancel);

    /// <summary>Puts what is to be bought into a cart; buys nothing.</summary>
    Task<Result<ProvisionedCart>> CreateCartAsync(StepCall call, string tenantId, IReadOnlyList<VendorLine> lines, CancellationToken cancel);

    /// <summary>Buys what is in the cart; the answer has one entry per line, in the order of the lines.</summary>
    Task<Result<ProvisionedSubscriptions>> CreateSubscriptionsAsync(StepCall call, Purchase purchase, CancellationToken cancel);
}

/// <summary>One call of a step.</summary>
/// <param name="Key">The step's key, saved before the call.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Attempt">Which try it is, from 1.</param>
/// <param name="PerhapsDone">Whether an earlier call with this key ended without an answer, so that it may have been done.</param>
/// <param name="MissingSince">When the vendor's lists first did not show what should be there; null if that has not happened.</param>
public sealed record StepCall(Guid Key, Guid OrderId, int Attempt, bool PerhapsDone, DateTimeOffset? MissingSince);

/// <summary>One line as the vendor sees it.</summary>
/// <param name="Id">The line's id in the portal.</param>
/// <param name="OfferId">The vendor's id of what is bought.</param>
/// <param name="Quantity">Licences.</param>
/// <param name="Term">P1M, P1Y or P3Y.</param>
/// <param name="Billing">monthly, annual, triennial or one-time.</param>
/// <param name="PartnerId">The PartnerID of the reseller that is credited, or null.</param>
public sealed record VendorLine(Guid Id, string OfferId, int Quantity, string Term, string Billing, string? PartnerId);

/// <summary>What is bought.</summary>
/// <param name="TenantId">The customer's tenant at the vendor.</param>
/// <param name="Cart">The cart.</param>
/// <param name="Lines">What is in it.</param>
/// <param name="KnownIds">The vendor's ids of the customer's subscriptions that the portal has already: none of them comes from this cart.</param>
public sealed record Purchase(string TenantId, ProvisionedCart Cart, IReadOnlyList<VendorLine> Lines, IReadOnlyCollection<string> KnownIds);

/// <summary>A tenant at the vendor.</summary>
/// <param name="TenantId">Its id there.</param>
/// <param name="Administrator">The administrator that came with it; null if none did, or if the vendor's answer that named it was lost.</param>
public sealed record ProvisionedTenant(string TenantId, ProvisionedAdministrator? Administrator = null);

/// <summary>A tenant's administrator.</summary>
/// <param name="UserName">User name to sign in with.</param>
/// <param name="Password">Temporary password; never logged, stored sealed only.</param>
public sealed record ProvisionedAdministrator(string UserName, string Password)
{
    /// <summary>Keeps the password out of logs.</summary>
    public override string ToString() => UserName;
}

/// <summary>A cart at the vendor.</summary>
/// <param name="CartId">Its id there.</param>
/// <param name="CreatedAt">When it was made, by the vendor's clock; null if it did not say.</param>
public sealed record ProvisionedCart(string CartId, DateTimeOffset? CreatedAt = null);

/// <summary>Subscriptions at the vendor.</summary>
/// <param name="Ids">Their ids there, one per order line; null for a line that was not sold.</param>
/// <param name="Refusals">Why lines were not sold, as stored errors, one per order line; null when all were.</param>
public sealed record ProvisionedSubscriptions(IReadOnlyList<string?> Ids, IReadOnlyList<string?>? Refusals = null);

/// <summary>The vendor can't be asked now, or gives no answer that can be understood; unless it is said, nobody knows whether the call was done.</summary>
/// <param name="reason">Why, in English, for the log; nothing of what the vendor wrote.</param>
/// <param name="retryAfter">How long the vendor asks to be left alone, or null.</param>
/// <param name="nothingDone">Whether it is certain that this call changed nothing.</param>
/// <param name="notShownYet">Whether the vendor was asked what it has, and does not show what may have been done.</param>
public sealed class NotNowException(string reason, TimeSpan? retryAfter = null, bool nothingDone = false, bool notShownYet = false) : Exception(reason)
{
    /// <summary>How long the vendor asks to be left alone, or null.</summary>
    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>Whether it is certain that this call changed nothing.</summary>
    public bool NothingDone => nothingDone;

    /// <summary>Whether the vendor was asked what it has, and does not show what may have been done.</summary>
    public bool NotShownYet => notShownYet;
}
