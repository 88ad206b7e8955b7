using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Audit;

/// <summary>
/// Reads the whole activity log and its seals, and tells what was changed, removed or inserted since it was sealed. Window by
/// window, so that memory stays small however long the log is. Changes nothing.
/// </summary>
public sealed class VerifyAuditLog(PortalDb portal)
{
    /// <summary>What to do with what is found, and what is known from before.</summary>
    /// <param name="Noted">Heads that were printed earlier.</param>
    /// <param name="Found">Called for everything that is wrong, as it is found.</param>
    public sealed record Input(IReadOnlyList<AuditHead> Noted, Action<AuditFinding> Found);

    /// <summary>What was read.</summary>
    /// <param name="Heads">The newest seal of each chain.</param>
    /// <param name="Seals">Seals read.</param>
    /// <param name="Rows">Rows read whose time is sealed.</param>
    /// <param name="Unsealed">Rows that are not sealed yet.</param>
    /// <param name="OldestUnsealed">When the first of them was written.</param>
    public sealed record Report(IReadOnlyList<AuditHead> Heads, long Seals, long Rows, long Unsealed, DateTimeOffset? OldestUnsealed);

    /// <summary>Verifies it.</summary>
    public async Task<Report> ExecuteAsync(Input input, CancellationToken cancel)
    {
        var db = portal.Open();
        var links = new SealLinks(input.Found);
        long rows = 0;
        AuditSeal? last = null;
        while (await NextWindowAsync(db, last?.Number ?? 0, cancel) is { } seal)
        {
            var seals = await db.AuditSeals.AsNoTracking()
                .Where(s => s.To == seal.To && s.ChainId != AuditSeal.Installation).OrderBy(s => s.ChainId).ToListAsync(cancel);
            var missing = links.Follow(seal, seals, last);
            rows += await new SealedWindow(db, seal, seals, missing, isFirst: last is null, input.Found).CompareAsync(cancel);
            last = seal;
        }

        await foreach (var stray in Strays(db).WithCancellation(cancel))
        {
            input.Found(new(AuditFlaw.SealInserted, stray.ChainId, stray.Number));
        }

        await CompareHeadsAsync(db, input, cancel);
        var end = last?.To ?? AuditSeal.Beginning;
        var unsealed = db.AuditRecords.Where(r => r.At >= end);
        return new(
            links.Heads,
            links.Count,
            rows,
            await unsealed.LongCountAsync(cancel),
            await unsealed.OrderBy(r => r.At).Select(r => (DateTimeOffset?)r.At).FirstOrDefaultAsync(cancel));
    }

    private static Task<AuditSeal?> NextWindowAsync(PortalDbContext db, long after, CancellationToken cancel) =>
        db.AuditSeals.AsNoTracking()
            .Where(s => s.ChainId == AuditSeal.Installation && s.Number > after).OrderBy(s => s.Number).FirstOrDefaultAsync(cancel);

    private static IAsyncEnumerable<AuditHead> Strays(PortalDbContext db) =>
        db.AuditSeals
            .Where(s => s.ChainId != AuditSeal.Installation && !db.AuditSeals.Any(i => i.ChainId == AuditSeal.Installation && i.To == s.To))
            .Select(s => new AuditHead(s.ChainId, s.Number, s.Hash))
            .AsAsyncEnumerable();

    private static async Task CompareHeadsAsync(PortalDbContext db, Input input, CancellationToken cancel)
    {
        foreach (var noted in input.Noted)
        {
            var hash = await db.AuditSeals.Where(s => s.ChainId == noted.ChainId && s.Number == noted.Number).Select(s => s.Hash).SingleOrDefaultAsync(cancel);
            if (hash is null || !hash.AsSpan().SequenceEqual(noted.Hash))
            {
                input.Found(new(hash is null ? AuditFlaw.HeadMissing : AuditFlaw.HeadChanged, noted.ChainId, noted.Number));
            }
        }
    }
}
