using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IndirectProvider.Audit;

/// <summary>
/// The SHA-256 of a row of the activity log, over every column. Each fact is written with its name and the lengths of both,
/// so that no two rows are written alike; what is null is left out, so that a column added later leaves old fingerprints as
/// they are.
/// </summary>
internal static class AuditFingerprint
{
    /// <summary>Bytes of a fingerprint.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    /// <summary>The fingerprint of a row as the database gave it back.</summary>
    public static byte[] Of(AuditRecord row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, value) in Facts(row))
        {
            if (value is not null)
            {
                Append(hash, name);
                Append(hash, value);
            }
        }

        return hash.GetHashAndReset();
    }

    private static IEnumerable<(string Name, string? Value)> Facts(AuditRecord row) =>
    [
        (nameof(row.Id), Text(row.Id)),
        (nameof(row.At), row.At.UtcTicks.ToString(CultureInfo.InvariantCulture)),
        (nameof(row.Action), row.Action),
        (nameof(row.ActorUserId), Text(row.ActorUserId)),
        (nameof(row.ActorName), row.ActorName),
        (nameof(row.ActorSearchName), row.ActorSearchName),
        (nameof(row.ActorOrganisation), row.ActorOrganisation),
        (nameof(row.ActorOrganisationId), Text(row.ActorOrganisationId)),
        (nameof(row.SubjectId), Text(row.SubjectId)),
        (nameof(row.SubjectName), row.SubjectName),
        (nameof(row.Details), row.Details),
        (nameof(row.SourceAddress), row.SourceAddress),
        (nameof(row.CorrelationId), row.CorrelationId),
        (nameof(row.ProviderId), Text(row.ProviderId)),
        (nameof(row.ResellerId), Text(row.ResellerId)),
        (nameof(row.CustomerId), Text(row.CustomerId)),
        (nameof(row.ForOperators), row.ForOperators ? "1" : null),
    ];

    private static string? Text(Guid? id) => id?.ToString("N");

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
