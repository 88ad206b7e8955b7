using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Operations;

/// <summary>
/// Decides which node does the work of a worker that must run on one at a time. A turn is taken by one conditional update,
/// kept by renewing it and given back at its end; one that is not given back (the node died) runs out.
/// </summary>
public sealed class TakeTurn(PortalDb portal, IDatabaseDialect dialect, PortalNode node, TimeProvider clock)
{
    /// <summary>No times of ours are further ahead than this, unless a clock was turned back meanwhile; then they don't count.</summary>
    private static readonly TimeSpan Doubtful = TimeSpan.FromMinutes(1);

    /// <summary>Takes the turn if it is due and nobody has it.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="pause">How long the worker pauses between turns.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The turn's id, or null.</returns>
    public async Task<Guid?> TakeAsync(string worker, TimeSpan pause, CancellationToken cancel)
    {
        // Not cancelled half-way: nobody would know whose turn it is.
        cancel.ThrowIfCancellationRequested();
        var db = portal.Open();
        var now = clock.GetUtcNow();
        var (turn, until, leaseDoubtful, nextDoubtful) = (Guid.CreateVersion7(now), now + WorkerTurn.Lease, now + WorkerTurn.Lease + Doubtful, now + pause + Doubtful);
        var taken = await Shared(db, worker)
            .Where(t => (t.LeasedUntil <= now || t.LeasedUntil > leaseDoubtful) && (t.NextAt <= now || t.NextAt > nextDoubtful))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(t => t.TurnId, turn)
                    .SetProperty(t => t.NodeId, node.Id)
                    .SetProperty(t => t.NodeName, node.Name)
                    .SetProperty(t => t.LeasedUntil, until)
                    .SetProperty(t => t.StartedAt, now)
                    .SetProperty(t => t.Turns, t => t.Turns + 1),
                CancellationToken.None);
        return taken == 1 || (!await Shared(db, worker).AnyAsync(cancel) && await InsertAsync(db, WorkerTurn.Take(worker, node, turn, now), CancellationToken.None))
            ? turn
            : null;
    }

    /// <summary>Keeps the turn for another lease.</summary>
    /// <returns>False when it is another's meanwhile.</returns>
    public async Task<bool> KeepAsync(string worker, Guid turn, CancellationToken cancel)
    {
        var until = clock.GetUtcNow() + WorkerTurn.Lease;
        return await Mine(worker, turn).ExecuteUpdateAsync(set => set.SetProperty(t => t.LeasedUntil, until), cancel) == 1;
    }

    /// <summary>The work is done.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="turn">What <see cref="TakeAsync"/> returned.</param>
    /// <param name="next">When the next turn is due.</param>
    /// <param name="cancel">Stops it.</param>
    public Task FinishAsync(string worker, Guid turn, DateTimeOffset next, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return Mine(worker, turn).ExecuteUpdateAsync(
            set => set.SetProperty(t => t.LeasedUntil, DateTimeOffset.UnixEpoch).SetProperty(t => t.NextAt, next).SetProperty(t => t.FinishedAt, now), cancel);
    }

    /// <summary>The work failed; the next turn, on whichever node, comes after the pause.</summary>
    public Task FailAsync(string worker, Guid turn, Exception failure, TimeSpan pause, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (next, words) = (now + pause, WorkerTurn.Words(failure));
        return Mine(worker, turn).ExecuteUpdateAsync(
            set => set
                .SetProperty(t => t.LeasedUntil, DateTimeOffset.UnixEpoch)
                .SetProperty(t => t.NextAt, next)
                .SetProperty(t => t.FailedAt, now)
                .SetProperty(t => t.Failure, words),
            cancel);
    }

    /// <summary>The node stops in the middle of the work; another one may go on at once.</summary>
    public Task GiveBackAsync(string worker, Guid turn, CancellationToken cancel) =>
        Mine(worker, turn).ExecuteUpdateAsync(set => set.SetProperty(t => t.LeasedUntil, DateTimeOffset.UnixEpoch), cancel);

    /// <summary>Notes a turn of a worker that runs on all nodes at once.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="failure">What the turn failed with, or null.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task NoteAsync(string worker, Exception? failure, CancellationToken cancel)
    {
        var db = portal.Open();
        var now = clock.GetUtcNow();
        var own = db.WorkerTurns.Where(t => t.Worker == worker && t.OfNode == node.Id);
        var words = failure is null ? null : WorkerTurn.Words(failure);
        var noted = failure is null
            ? await own.ExecuteUpdateAsync(
                set => set.SetProperty(t => t.StartedAt, now).SetProperty(t => t.FinishedAt, now).SetProperty(t => t.Turns, t => t.Turns + 1), cancel)
            : await own.ExecuteUpdateAsync(
                set => set.SetProperty(t => t.StartedAt, now).SetProperty(t => t.FailedAt, now).SetProperty(t => t.Failure, words).SetProperty(t => t.Turns, t => t.Turns + 1),
                cancel);
        if (noted == 0)
        {
            var forgotten = now - WorkerTurn.Forgotten;
            await db.WorkerTurns.Where(t => t.OfNode != Guid.Empty && t.StartedAt < forgotten).ExecuteDeleteAsync(cancel);
            await InsertAsync(db, WorkerTurn.Note(worker, node, failure, now), cancel);
        }
    }

    private static IQueryable<WorkerTurn> Shared(PortalDbContext db, string worker) => db.WorkerTurns.Where(t => t.Worker == worker && t.OfNode == Guid.Empty);

    private IQueryable<WorkerTurn> Mine(string worker, Guid turn) => Shared(portal.Open(), worker).Where(t => t.TurnId == turn);

    private async Task<bool> InsertAsync(PortalDbContext db, WorkerTurn row, CancellationToken cancel)
    {
        db.WorkerTurns.Add(row);
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateException failure) when (dialect.IsUniqueViolation(failure))
        {
            // Another node was first.
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }
}
