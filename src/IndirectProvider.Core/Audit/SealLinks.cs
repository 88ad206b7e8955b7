namespace IndirectProvider.Audit;

/// <summary>Follows the chains from seal to seal.</summary>
internal sealed class SealLinks(Action<AuditFinding> found)
{
    private readonly Dictionary<Guid, AuditHead> heads = [];

    /// <summary>Seals read.</summary>
    public long Count { get; private set; }

    /// <summary>The newest seal of each chain.</summary>
    public IReadOnlyList<AuditHead> Heads => [.. heads.Values.OrderBy(h => h.ChainId)];

    /// <summary>Checks the seals of one window.</summary>
    /// <param name="window">The installation's seal.</param>
    /// <param name="seals">The other chains' seals.</param>
    /// <param name="previous">The installation's seal before.</param>
    /// <returns>Chains whose seal is gone.</returns>
    public HashSet<Guid> Follow(AuditSeal window, IReadOnlyList<AuditSeal> seals, AuditSeal? previous)
    {
        Check(window, window.Hash);
        if (previous is not null && window.Number == previous.Number + 1 && window.From != previous.To)
        {
            found(new(AuditFlaw.SealChanged, window.ChainId, window.Number));
        }

        var named = SealEntry.ById(SealEntry.Unpack(window.Entries).Skip(window.RowCount));
        foreach (var seal in seals)
        {
            if (named.Remove(seal.ChainId, out var hash))
            {
                Check(seal, hash);
            }
            else
            {
                Count++;
                found(new(AuditFlaw.SealInserted, seal.ChainId, seal.Number));
            }
        }

        // What is gone is known by its hash, so the chain goes on behind it.
        foreach (var (chain, hash) in named)
        {
            var number = Head(chain).Number + 1;
            found(new(AuditFlaw.SealMissing, chain, number));
            heads[chain] = new(chain, number, hash);
        }

        return [.. named.Keys];
    }

    private AuditHead Head(Guid chain) => heads.GetValueOrDefault(chain) ?? AuditHead.Before(chain);

    /// <param name="seal">The seal.</param>
    /// <param name="hash">The hash it has by what others say of it.</param>
    private void Check(AuditSeal seal, byte[] hash)
    {
        Count++;
        var head = Head(seal.ChainId);
        if (!Same(seal.ComputeHash(), hash) || !Same(seal.Hash, hash))
        {
            found(new(AuditFlaw.SealChanged, seal.ChainId, seal.Number));
            heads[seal.ChainId] = new(seal.ChainId, head.Number + 1, hash);
            return;
        }

        if (seal.Number > head.Number + 1)
        {
            found(new(AuditFlaw.SealMissing, seal.ChainId, head.Number + 1));
        }
        else if (seal.Number <= head.Number)
        {
            found(new(AuditFlaw.SealInserted, seal.ChainId, seal.Number));
        }
        else if (!Same(seal.PreviousHash, head.Hash))
        {
            // This one is as it was made, so the one before is not.
            found(new(AuditFlaw.SealChanged, seal.ChainId, head.Number));
        }

        heads[seal.ChainId] = new(seal.ChainId, seal.Number, hash);
    }

    private static bool Same(byte[] one, byte[] other) => one.AsSpan().SequenceEqual(other);
}
