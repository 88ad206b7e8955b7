using System.Buffers.Binary;
using System.Security.Cryptography;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Audit;

/// <summary>
/// What the activity log held in one window of time, for one organisation: the fingerprint of every row, and the hash of the
/// seal before. The installation's seals also hold the hashes of the other organisations' seals of the same window, so that
/// its newest one stands for the whole log.
/// </summary>
public sealed class AuditSeal : IAppendOnly
{
    /// <summary>The chain of rows that concern neither a provider nor a reseller; every window has a seal of it.</summary>
    public static readonly Guid Installation = Guid.Empty;

    /// <summary>Where the first window begins.</summary>
    internal static readonly DateTimeOffset Beginning = DateTimeOffset.UnixEpoch;

    private AuditSeal()
    {
    }

    /// <summary>The organisation whose rows are sealed, or <see cref="Installation"/>.</summary>
    public Guid ChainId { get; private set; }

    /// <summary>Place in the chain, from 1 without a gap.</summary>
    public long Number { get; private set; }

    /// <summary>First moment of the window.</summary>
    public DateTimeOffset From { get; private set; }

    /// <summary>First moment after the window.</summary>
    public DateTimeOffset To { get; private set; }

    /// <summary>How many rows are sealed: the first of the entries.</summary>
    public int RowCount { get; private set; }

    /// <summary>The rows and, in the installation's chain, the other chains' seals: <see cref="SealEntry"/>.</summary>
    public byte[] Entries { get; private set; } = [];

    /// <summary>Hash of the seal before; empty for the first.</summary>
    public byte[] PreviousHash { get; private set; } = [];

    /// <summary>SHA-256 over all that stands above.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>When it was made; not part of the hash.</summary>
    public DateTimeOffset SealedAt { get; private set; }

    /// <summary>The next seal of a chain.</summary>
    internal static AuditSeal After(
        AuditHead previous, DateTimeOffset from, DateTimeOffset to, IReadOnlyCollection<SealEntry> rows, IEnumerable<SealEntry> seals, DateTimeOffset now)
    {
        var seal = new AuditSeal
        {
            ChainId = previous.ChainId,
            Number = previous.Number + 1,
            From = from,
            To = to,
            RowCount = rows.Count,
            Entries = SealEntry.Pack(rows.Concat(seals)),
            PreviousHash = previous.Hash,
            SealedAt = now.WholeMicroseconds(),
        };
        seal.Hash = seal.ComputeHash();
        return seal;
    }

    /// <summary>The hash that belongs to what the seal says.</summary>
    internal byte[] ComputeHash()
    {
        const int Numbers = 5;
        Span<byte> head = stackalloc byte[16 + (Numbers * sizeof(long))];
        ChainId.TryWriteBytes(head, bigEndian: true, out _);
        Span<long> numbers = [Number, From.UtcTicks, To.UtcTicks, RowCount, PreviousHash.Length];
        for (var i = 0; i < Numbers; i++)
        {
            BinaryPrimitives.WriteInt64BigEndian(head[(16 + (i * sizeof(long)))..], numbers[i]);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head);
        hash.AppendData(PreviousHash);
        hash.AppendData(Entries);
        return hash.GetHashAndReset();
    }
}

/// <summary>What a seal holds of one row, or of one seal of another chain.</summary>
/// <param name="Id">The row, or the chain.</param>
/// <param name="Hash">The row's fingerprint, or the seal's hash.</param>
internal readonly record struct SealEntry(Guid Id, byte[] Hash)
{
    private const int IdLength = 16;
    private const int Length = IdLength + AuditFingerprint.Length;

    /// <summary>Entries as they are stored.</summary>
    public static byte[] Pack(IEnumerable<SealEntry> entries)
    {
        using var packed = new MemoryStream();
        Span<byte> id = stackalloc byte[IdLength];
        foreach (var entry in entries)
        {
            entry.Id.TryWriteBytes(id, bigEndian: true, out _);
            packed.Write(id);
            packed.Write(entry.Hash);
        }

        return packed.ToArray();
    }

    /// <summary>Stored entries; a rest that is none is left out.</summary>
    public static IEnumerable<SealEntry> Unpack(byte[] packed) =>
        from at in Enumerable.Range(0, packed.Length / Length)
        let entry = packed.AsMemory(at * Length, Length)
        select new SealEntry(new Guid(entry.Span[..IdLength], bigEndian: true), entry[IdLength..].ToArray());

    /// <summary>Hashes by id; where somebody put an id in twice, the last counts.</summary>
    public static Dictionary<Guid, byte[]> ById(IEnumerable<SealEntry> entries)
    {
        Dictionary<Guid, byte[]> hashes = [];
        foreach (var (id, hash) in entries)
        {
            hashes[id] = hash;
        }

        return hashes;
    }
}

internal sealed class AuditSealConfiguration : IEntityTypeConfiguration<AuditSeal>
{
    public void Configure(EntityTypeBuilder<AuditSeal> builder)
    {
        builder.ToTable("AuditSeals");
        builder.HasKey(s => new { s.ChainId, s.Number });
        builder.HasIndex(s => s.To);
        builder.Property(s => s.PreviousHash).HasMaxLength(AuditFingerprint.Length);
        builder.Property(s => s.Hash).HasMaxLength(AuditFingerprint.Length);
    }
}
