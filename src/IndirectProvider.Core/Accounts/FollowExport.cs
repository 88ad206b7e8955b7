using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>Keeps how far a person's export is, and lets nobody begin a second one meanwhile.</summary>
public sealed class FollowExport(PortalDb portal, TenantScope scope, IDatabaseDialect dialect, TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    /// <summary>Begins one.</summary>
    /// <param name="list">Short name of the list.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The export's number, or a conflict while another one of the same person goes on.</returns>
    public async Task<Result<Guid>> BeginAsync(string list, CancellationToken cancel)
    {
        var (db, now) = (portal.Open(), clock.GetUtcNow());
        var (run, lost) = (Guid.CreateVersion7(now), now - ListExport.LeaseTime);
        if (await db.ListExports.Where(e => e.UserId == scope.UserId && (e.EndedAt != null || e.SeenAt <= lost)).ExecuteUpdateAsync(
            set => set
                .SetProperty(e => e.Run, run)
                .SetProperty(e => e.List, list)
                .SetProperty(e => e.Rows, 0)
                .SetProperty(e => e.SeenAt, now)
                .SetProperty(e => e.EndedAt, (DateTimeOffset?)null)
                .SetProperty(e => e.IsComplete, false),
            cancel) == 1)
        {
            return run;
        }

        if (await db.ListExports.AnyAsync(e => e.UserId == scope.UserId, cancel))
        {
            return Running;
        }

        var export = db.ListExports.Add(ListExport.Begin(scope.UserId, run, list, now));
        try
        {
            await db.SaveChangesAsync(cancel);
            return run;
        }
        catch (DbUpdateException failure) when (dialect.IsUniqueViolation(failure))
        {
            // The person's other browser was faster.
            return Running;
        }
        finally
        {
            export.State = EntityState.Detached;
        }
    }

    /// <summary>Says how far it is.</summary>
    public Task KeepAsync(Guid run, long rows, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return Mine(run).ExecuteUpdateAsync(set => set.SetProperty(e => e.Rows, rows).SetProperty(e => e.SeenAt, now), cancel);
    }

    /// <summary>It has ended, with the last row or before it.</summary>
    public Task EndAsync(Guid run, long rows, bool isComplete)
    {
        var now = clock.GetUtcNow();
        return Mine(run).ExecuteUpdateAsync(
            set => set.SetProperty(e => e.Rows, rows).SetProperty(e => e.SeenAt, now).SetProperty(e => e.EndedAt, now).SetProperty(e => e.IsComplete, isComplete),
            CancellationToken.None);
    }

    /// <summary>Deletes what nobody asks for any more. Safe to run at any time, on any number of nodes.</summary>
    public Task PruneAsync(CancellationToken cancel)
    {
        var old = clock.GetUtcNow() - KeptFor;
        return portal.Open().ListExports.Where(e => e.SeenAt <= old).ExecuteDeleteAsync(cancel);
    }

    private static Error Running => Error.Conflict("Another export of yours is still running. Wait until it has ended, or stop it in the browser's downloads.");

    private IQueryable<ListExport> Mine(Guid run) => portal.Open().ListExports.Where(e => e.UserId == scope.UserId && e.Run == run);
}
