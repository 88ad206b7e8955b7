using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Customers;

/// <summary>Deletes sealed passwords that nobody looked at for 24 hours; a reset then makes a new one.</summary>
public sealed class ForgetUnseenCredentials(PortalDb portal, TimeProvider clock)
{
    /// <summary>Safe to run at any time, on any number of nodes.</summary>
    /// <returns>How many were deleted.</returns>
    public Task<int> ExecuteAsync(CancellationToken cancel)
    {
        var tooOld = clock.GetUtcNow() - AdminCredential.KeptFor;
        return portal.Open().AdminCredentials
            .Where(c => c.SealedPassword != null && c.CreatedAt <= tooOld)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.SealedPassword, (byte[]?)null), cancel);
    }
}
