using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IndirectProvider.Customers;

/// <summary>
/// Says whether a domain prefix can still be had. Prefixes are unique across all providers, so this looks at all of
/// them, and answers with nothing but yes or no. The key of <see cref="TenantDomain"/> has the last word.
/// </summary>
public sealed partial class CheckDomainPrefix(PortalDb portal, TenantNaming naming, IVendorDomains vendor, ILogger<CheckDomainPrefix> log)
{
    /// <summary>How long somebody who is typing waits for the vendor.</summary>
    private static readonly TimeSpan LongestLookUp = TimeSpan.FromSeconds(2);

    /// <summary>The domain the prefix would give, or why it can't be had.</summary>
    /// <param name="typed">The prefix as typed.</param>
    /// <param name="askVendor">Whether the vendor is asked, too; if it does not answer in time, the order finds out.</param>
    /// <param name="cancel">Stops asking.</param>
    public async Task<Result<string>> ExecuteAsync(string? typed, bool askVendor, CancellationToken cancel)
    {
        var prefix = DomainPrefix.Normalize(typed);
        if (DomainPrefix.Problem(prefix) is { } problem)
        {
            return Error.Invalid(nameof(NewCustomerInput.DomainPrefix), problem);
        }

        var domain = naming.Domain(prefix);
        return await portal.Open().TenantDomains.AnyAsync(d => d.Prefix == prefix, cancel) || (askVendor && await IsTakenAtVendorAsync(domain, cancel))
            ? Error.Invalid(nameof(NewCustomerInput.DomainPrefix), "{0} is already taken. Choose another prefix.", domain)
            : domain;
    }

    private async Task<bool> IsTakenAtVendorAsync(string domain, CancellationToken cancel)
    {
        using var timeUp = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeUp.CancelAfter(LongestLookUp);
        try
        {
            return await vendor.IsTakenAsync(domain, timeUp.Token);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            LogUnanswered(domain, failure.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The vendor did not say in time whether {Domain} is taken ({Failure}).")]
    private partial void LogUnanswered(string domain, string failure);
}
