using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>
/// Whether somebody's organisation demands sign-in with Microsoft. Every other way of signing in asks it first; what slips
/// through ends with the next request, which asks again.
/// </summary>
public sealed class MicrosoftRule(PortalDb portal, MicrosoftOffer offer)
{
    /// <summary>Why somebody can't sign in by password, passkey or mailed link; null when they can.</summary>
    internal async Task<Error?> RefuseOtherWaysAsync(PortalUser user, CancellationToken cancel) =>
        offer.IsOn && await portal.Open().MicrosoftTenantOf(user).AnyAsync(t => t.IsRequired, cancel) ? MicrosoftErrors.Required : null;

    /// <summary>Whether somebody's organisation has linked a tenant.</summary>
    internal async Task<bool> IsLinkedAsync(PortalUser user, CancellationToken cancel) =>
        offer.IsOn && await portal.Open().MicrosoftTenantOf(user).AnyAsync(cancel);
}
