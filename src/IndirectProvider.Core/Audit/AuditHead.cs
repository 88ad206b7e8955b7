using System.Globalization;

namespace IndirectProvider.Audit;

/// <summary>The newest seal of a chain. Who has noted it can tell later whether the log before it is still the same.</summary>
/// <param name="ChainId">The chain.</param>
/// <param name="Number">The seal's number; 0 before the first.</param>
/// <param name="Hash">The seal's hash; empty before the first.</param>
public sealed record AuditHead(Guid ChainId, long Number, byte[] Hash)
{
    private const string Mark = "head";

    /// <summary>A chain without seals.</summary>
    public static AuditHead Before(Guid chainId) => new(chainId, 0, []);

    /// <summary>Reads a line that <see cref="ToString"/> wrote; null when it is another.</summary>
    public static AuditHead? Read(string line)
    {
        var parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts is not [Mark, var chain, var number, var hash]
            || !Guid.TryParse(chain, out var chainId)
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            || hash.Length != 2 * AuditFingerprint.Length
            || !hash.All(char.IsAsciiHexDigit))
        {
            return null;
        }

        return new(chainId, place, Convert.FromHexString(hash));
    }

    /// <summary>One line that can be noted.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Mark} {ChainId} {Number} {Convert.ToHexStringLower(Hash)}");
}
