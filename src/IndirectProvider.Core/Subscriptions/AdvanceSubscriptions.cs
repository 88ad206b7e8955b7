using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IndirectProvider.Subscriptions;

/// <summary>
/// Makes the moves that time brings: renewals, expiry, end of access, deletion. A subscription's missed moves are made
/// one after the other, each with the time it was due, and saved together; its version lets one node of several do it.
/// </summary>
public sealed partial class AdvanceSubscriptions(
    PortalDb portal, IDatabaseDialect dialect, TimeProvider clock, ILogger<AdvanceSubscriptions> log)
{
    private const int PageSize = 200;

    /// <summary>Goes once through all subscriptions that are due.</summary>
    /// <returns>How many moves were made.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var db = portal.Open();
        var (moves, after) = (0, (At: DateTimeOffset.MinValue, Id: Guid.Empty));
        while (true)
        {
            var page = await db.Subscriptions
                .Where(s => s.NextClockAt <= now && (s.NextClockAt > after.At || (s.NextClockAt == after.At && s.Id > after.Id)))
                .OrderBy(s => s.NextClockAt).ThenBy(s => s.Id)
                .Take(PageSize)
                .Select(s => new { s.Id, At = s.NextClockAt!.Value })
                .ToListAsync(cancel);
            foreach (var due in page)
            {
                moves += await AdvanceAsync(db, due.Id, now, cancel);
                after = (due.At, due.Id);
            }

            if (page.Count < PageSize)
            {
                return moves;
            }
        }
    }

    private async Task<int> AdvanceAsync(PortalDbContext db, Guid id, DateTimeOffset now, CancellationToken cancel)
    {
        try
        {
            var subscription = await db.Subscriptions.Include(s => s.Offer).SingleAsync(s => s.Id == id, cancel);
            var ahead = subscription.OffersAhead.ToList();
            var offers = await db.Offers.Where(o => ahead.Contains(o.Id)).ToDictionaryAsync(o => o.Id, cancel);
            var last = subscription.LastEventNumber;
            var moves = subscription.Advance(offers, now);
            db.RecordEvents(clock, subscription, last);
            await db.SaveChangesAsync(cancel);
            return moves;
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || dialect.IsUniqueViolation(failure))
        {
            // Another node or a person was first; what is still due then is found in the next round.
            return 0;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // One that can't be moved must not keep all others from moving.
            LogStuck(failure, id);
            return 0;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    [LoggerMessage(LogLevel.Error, "Subscription {SubscriptionId} is due and could not be advanced.")]
    private partial void LogStuck(Exception failure, Guid subscriptionId);
}
