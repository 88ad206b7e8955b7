using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Accounts;

/// <summary>A code that stands in for the authenticator app once. Only its hash is stored, and using it deletes the row.</summary>
public sealed class RecoveryCode
{
    /// <summary>How many somebody gets.</summary>
    public const int Count = 10;

    // 80 bits: too many to be found out from a hash. No letters that are taken for digits.
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int Length = 16;
    private const int Group = 4;

    private RecoveryCode()
    {
    }

    /// <summary>Whose it is.</summary>
    public Guid UserId { get; private set; }

    /// <summary>What is stored of it.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>New codes for somebody.</summary>
    /// <returns>The rows to store, and the codes as they are shown once.</returns>
    public static (List<RecoveryCode> Rows, List<string> Codes) Mint(Guid userId)
    {
        var codes = Enumerable.Range(0, Count).Select(_ => RandomNumberGenerator.GetString(Alphabet, Length)).ToList();
        return (
            [.. codes.Select(code => new RecoveryCode { UserId = userId, Hash = HashOf(code) })],
            [.. codes.Select(code => string.Join('-', code.Chunk(Group).Select(part => new string(part))))]);
    }

    /// <summary>The hash to look a typed code up by, or null when the text can't be one. Case, blanks and hyphens don't matter.</summary>
    public static byte[]? TryHash(string typed)
    {
        var code = string.Concat(typed.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return code.Length == Length && code.All(Alphabet.Contains) ? HashOf(code) : null;
    }

    private static byte[] HashOf(string code) => SHA256.HashData(Encoding.ASCII.GetBytes(code));
}

internal sealed class RecoveryCodeConfiguration : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("RecoveryCodes");
        builder.HasKey(c => new { c.UserId, c.Hash });
        builder.Property(c => c.Hash).HasMaxLength(OneTimeToken.HashLength);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(c => c.UserId);
    }
}
