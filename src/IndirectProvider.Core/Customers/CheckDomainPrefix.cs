using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Customers;

/// <summary>
/// Says whether a domain prefix can still be had. Prefixes are unique across all providers, so this looks at all of
/// them, and answers with nothing but yes or no. The key of <see cref="TenantDomain"/> has the last word.
/// </summary>
public sealed class CheckDomainPrefix(PortalDb portal, TenantNaming naming)
{
    /// <summary>The domain the prefix would give, or why it can't be had.</summary>
    public async Task<Result<string>> ExecuteAsync(string? typed, CancellationToken cancel)
    {
        var prefix = DomainPrefix.Normalize(typed);
        if (DomainPrefix.Problem(prefix) is { } problem)
        {
            return Error.Invalid(nameof(NewCustomerInput.DomainPrefix), problem);
        }

        return await portal.Open().TenantDomains.AnyAsync(d => d.Prefix == prefix, cancel)
            ? Error.Invalid(nameof(NewCustomerInput.DomainPrefix), "{0} is already taken. Choose another prefix.", naming.Domain(prefix))
            : naming.Domain(prefix);
    }
}
