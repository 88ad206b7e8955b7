using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Orders;

/// <summary>Deletes wizards' drafts that nobody touched for 30 days: they hold people's names and addresses.</summary>
public sealed class PruneDrafts(PortalDb portal, TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>Safe to run at any time, on any number of nodes.</summary>
    /// <returns>How many were deleted.</returns>
    public Task<int> ExecuteAsync(CancellationToken cancel)
    {
        var tooOld = clock.GetUtcNow() - KeptFor;
        return portal.Open().OrderDrafts.Where(d => d.UpdatedAt <= tooOld).ExecuteDeleteAsync(cancel);
    }
}
