using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Audit;

/// <summary>Compares the rows of one window with what its seals hold of them.</summary>
internal sealed class SealedWindow(
    PortalDbContext db, AuditSeal window, IReadOnlyList<AuditSeal> seals, HashSet<Guid> withoutSeal, bool isFirst, Action<AuditFinding> found)
{
    /// <summary>Compares.</summary>
    /// <returns>How many rows the window has.</returns>
    public async Task<long> CompareAsync(CancellationToken cancel)
    {
        Dictionary<Guid, (long Number, Dictionary<Guid, byte[]> Rows)> chains = [];
        foreach (var seal in seals.Append(window))
        {
            chains[seal.ChainId] = (seal.Number, SealEntry.ById(SealEntry.Unpack(seal.Entries).Take(seal.RowCount)));
        }

        var chainsOfRows = chains.SelectMany(c => c.Value.Rows.Keys, (c, row) => (c.Key, row)).ToLookup(c => c.row, c => c.Key);
        long count = 0;
        await foreach (var row in Rows().WithCancellation(cancel))
        {
            count++;
            if (chains.TryGetValue(row.ChainId, out var chain) && chain.Rows.Remove(row.Id, out var fingerprint))
            {
                if (!AuditFingerprint.Of(row).AsSpan().SequenceEqual(fingerprint))
                {
                    found(new(AuditFlaw.RowChanged, row.ChainId, chain.Number, row.Id));
                }
            }
            else if (!chainsOfRows.Contains(row.Id) && !withoutSeal.Contains(row.ChainId))
            {
                found(new(AuditFlaw.RowInserted, row.ChainId, RowId: row.Id));
            }
        }

        foreach (var (chainId, (number, rows)) in chains)
        {
            foreach (var id in rows.Keys)
            {
                var isSomewhere = await db.AuditRecords.AnyAsync(r => r.Id == id, cancel);
                found(new(isSomewhere ? AuditFlaw.RowMoved : AuditFlaw.RowMissing, chainId, number, id));
            }
        }

        return count;
    }

    // The first window begins with the first row there is, whatever its time.
    private IAsyncEnumerable<AuditRecord> Rows()
    {
        var rows = db.AuditRecords.AsNoTracking().Where(r => r.At < window.To);
        return (isFirst ? rows : rows.Where(r => r.At >= window.From)).OrderBy(r => r.At).AsAsyncEnumerable();
    }
}
