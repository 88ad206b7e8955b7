using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Accounts;

/// <summary>
/// A key pair whose private half stays with the person's device or password manager, and its public half here, kept as
/// Identity reads it. Signing a challenge with it stands for password and second factor together, since the device has asked
/// for a finger, a face or a PIN.
/// </summary>
public sealed class Passkey : IdentityUserPasskey<Guid>
{
    /// <summary>Most characters of a name.</summary>
    public const int MaxNameLength = 60;

    /// <summary>How many somebody may have.</summary>
    public const int MaxCount = 20;

    /// <summary>Longest key id that is taken: SQL Server's keys end there, and devices use up to some 300 bytes.</summary>
    public const int MaxKeyLength = 900;

    /// <summary>Names it in addresses and forms.</summary>
    public Guid Id { get; private set; }

    /// <summary>When it was last used to sign in or to confirm; null for never.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    /// <summary>When the newest challenge was made that it has answered: that one and older ones are refused, so none counts twice.</summary>
    public DateTimeOffset ChallengedAt { get; private set; }

    /// <summary>One that has just been made.</summary>
    public static Passkey Add(Guid userId, NewPasskey made, string name, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        UserId = userId,
        CredentialId = made.Passkey.CredentialId,
        ChallengedAt = made.ChallengedAt,
        Data = new IdentityPasskeyData
        {
            Name = name,
            CreatedAt = now,
            PublicKey = made.Passkey.PublicKey,
            SignCount = made.Passkey.SignCount,
            Transports = made.Passkey.Transports,
            IsUserVerified = made.Passkey.IsUserVerified,
            IsBackupEligible = made.Passkey.IsBackupEligible,
            IsBackedUp = made.Passkey.IsBackedUp,
            AttestationObject = made.Passkey.AttestationObject,
            ClientDataJson = made.Passkey.ClientDataJson,
        },
    };

    /// <summary>It has answered a challenge.</summary>
    /// <returns>Whether that counts: a challenge is answered once.</returns>
    public bool Use(ProvenPasskey proven, DateTimeOffset now)
    {
        if (proven.ChallengedAt <= ChallengedAt)
        {
            return false;
        }

        (LastUsedAt, ChallengedAt) = (now, proven.ChallengedAt);
        (Data.SignCount, Data.IsBackedUp) = (proven.Passkey.SignCount, proven.Passkey.IsBackedUp);
        return true;
    }

    /// <summary>The person calls it something else.</summary>
    public void Rename(string name) => Data.Name = name;
}

/// <summary>A passkey that a device has just made for somebody.</summary>
/// <param name="Passkey">Its public half.</param>
/// <param name="ChallengedAt">When the challenge was made that it answered.</param>
public sealed record NewPasskey(UserPasskeyInfo Passkey, DateTimeOffset ChallengedAt);

/// <summary>A passkey that has signed the challenge it was given, in the right place and after asking its person.</summary>
/// <param name="UserId">Whose it is.</param>
/// <param name="Passkey">As it is now.</param>
/// <param name="ChallengedAt">When the challenge was made.</param>
public sealed record ProvenPasskey(Guid UserId, UserPasskeyInfo Passkey, DateTimeOffset ChallengedAt);

internal sealed class PasskeyConfiguration : IEntityTypeConfiguration<Passkey>
{
    public void Configure(EntityTypeBuilder<Passkey> builder)
    {
        builder.ToTable("UserPasskeys");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.CredentialId).HasMaxLength(Passkey.MaxKeyLength);
        builder.Property(p => p.ChallengedAt).IsConcurrencyToken();
        builder.OwnsOne(p => p.Data, data => data.ToJson());
        builder.HasIndex(p => p.CredentialId).IsUnique();
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(p => p.UserId);
    }
}
