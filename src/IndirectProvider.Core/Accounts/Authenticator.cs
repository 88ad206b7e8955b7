using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Accounts;

/// <summary>
/// The authenticator app somebody has set up: its secret, sealed, and the time step of the last code it gave, since a code
/// is good for one use.
/// </summary>
public sealed class Authenticator
{
    private Authenticator()
    {
    }

    /// <summary>Whose it is; one for each person.</summary>
    public Guid UserId { get; private set; }

    /// <summary>The secret it shares with the portal, sealed.</summary>
    public byte[] SealedSecret { get; private set; } = [];

    /// <summary>When it was set up.</summary>
    public DateTimeOffset SetUpAt { get; private set; }

    /// <summary>The time step of the last code that was accepted; that one and older ones are refused.</summary>
    public long LastStep { get; private set; }

    /// <summary>One that has just shown with a code that it holds the secret.</summary>
    public static Authenticator SetUp(Guid userId, byte[] sealedSecret, long step, DateTimeOffset now) => new()
    {
        UserId = userId,
        SealedSecret = sealedSecret,
        SetUpAt = now,
        LastStep = step,
    };
}

internal sealed class AuthenticatorConfiguration : IEntityTypeConfiguration<Authenticator>
{
    public void Configure(EntityTypeBuilder<Authenticator> builder)
    {
        builder.ToTable("Authenticators");
        builder.HasKey(a => a.UserId);
        builder.Property(a => a.UserId).ValueGeneratedNever();
        builder.Property(a => a.SealedSecret).HasMaxLength(1024);
        builder.HasOne<PortalUser>().WithOne().HasForeignKey<Authenticator>(a => a.UserId);
    }
}
