using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Audit;

/// <summary>
/// Seals what was written to the activity log since the last time. Writers know nothing of it. All chains of a window are
/// sealed in one save; of several nodes that seal the same window the unique key of the installation's chain lets one
/// succeed. Where nothing was written there is no seal: the next window then begins where the last one ended.
/// </summary>
public sealed class SealAuditLog(PortalDb portal, IDatabaseDialect dialect, TimeProvider clock)
{
    /// <summary>
    /// How far sealing stays behind. A row gets its time before it is saved, so one of a window may still be on its way when the
    /// window has passed: a minute or two for the longest save, and a minute that the nodes' clocks may differ. What comes
    /// later than this is reported as inserted.
    /// </summary>
    public static readonly TimeSpan Lag = TimeSpan.FromMinutes(5);

    /// <summary>Most rows sealed at once, so that memory and save stay small after a long pause.</summary>
    public const int MostRows = 10_000;

    /// <summary>Seals the next window.</summary>
    /// <returns>Whether more can be sealed at once.</returns>
    public async Task<bool> ExecuteAsync(CancellationToken cancel)
    {
        var db = portal.Open();
        var last = await HeadAsync(db, AuditSeal.Installation, cancel);
        var from = last.Number == 0
            ? AuditSeal.Beginning
            : await db.AuditSeals.Where(s => s.ChainId == last.ChainId && s.Number == last.Number).Select(s => s.To).SingleAsync(cancel);
        var limit = (clock.GetUtcNow() - Lag).WholeMicroseconds();
        if (await WindowEndAsync(db, from, limit, cancel) is not { } to)
        {
            return false;
        }

        var rows = await EntriesAsync(db, from, to, cancel);
        List<SealEntry> sealedNow = [];
        foreach (var (chain, entries) in rows.Where(chain => chain.Key != AuditSeal.Installation))
        {
            var seal = AuditSeal.After(await HeadAsync(db, chain, cancel), from, to, entries, [], clock.GetUtcNow());
            db.AuditSeals.Add(seal);
            sealedNow.Add(new(chain, seal.Hash));
        }

        db.AuditSeals.Add(AuditSeal.After(last, from, to, rows.GetValueOrDefault(AuditSeal.Installation) ?? [], sealedNow, clock.GetUtcNow()));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (dialect.IsUniqueViolation(failure))
        {
            // Another node has sealed this window.
            db.ChangeTracker.Clear();
            return false;
        }

        return to < limit;
    }

    private static async Task<AuditHead> HeadAsync(PortalDbContext db, Guid chainId, CancellationToken cancel) =>
        await db.AuditSeals
            .Where(s => s.ChainId == chainId)
            .OrderByDescending(s => s.Number)
            .Select(s => new AuditHead(s.ChainId, s.Number, s.Hash))
            .FirstOrDefaultAsync(cancel) ?? AuditHead.Before(chainId);

    /// <summary>Rows of the same moment stay together, however many they are.</summary>
    private static async Task<DateTimeOffset?> WindowEndAsync(PortalDbContext db, DateTimeOffset from, DateTimeOffset limit, CancellationToken cancel)
    {
        var times = db.AuditRecords.Where(r => r.At >= from && r.At < limit).OrderBy(r => r.At).Select(r => (DateTimeOffset?)r.At);
        if (await times.FirstOrDefaultAsync(cancel) is not { } first)
        {
            return null;
        }

        var beyond = await times.Skip(MostRows).FirstOrDefaultAsync(cancel);
        return beyond is null ? limit : beyond > first ? beyond : first + AuditTime.Step;
    }

    private static async Task<Dictionary<Guid, List<SealEntry>>> EntriesAsync(PortalDbContext db, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        Dictionary<Guid, List<SealEntry>> chains = [];
        var rows = db.AuditRecords.AsNoTracking().Where(r => r.At >= from && r.At < to).OrderBy(r => r.At).AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(cancel))
        {
            if (!chains.TryGetValue(row.ChainId, out var entries))
            {
                chains[row.ChainId] = entries = [];
            }

            entries.Add(new(row.Id, AuditFingerprint.Of(row)));
        }

        return chains;
    }
}
