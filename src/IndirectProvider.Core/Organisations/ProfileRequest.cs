using System.Security.Cryptography;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Organisations;

/// <summary>Where a profile request stands.</summary>
public enum ProfileRequestState
{
    /// <summary>The operator has not decided yet.</summary>
    Open,

    /// <summary>The operator changed the profile accordingly.</summary>
    Accepted,

    /// <summary>The operator refused it.</summary>
    Refused,

    /// <summary>The provider took it back.</summary>
    Withdrawn,
}

/// <summary>The facts of a provider that everybody can read in the public directory; only an operator changes them.</summary>
/// <param name="LegalName">Registered name.</param>
/// <param name="DisplayName">Name that others see.</param>
/// <param name="Country">Market, ISO 3166-1 alpha-2.</param>
/// <param name="Website">Public website, or null.</param>
/// <param name="About">A few sentences about the company, or null.</param>
/// <param name="IsListed">Whether the directory lists the provider.</param>
public sealed record PublicProfile(string LegalName, string DisplayName, string Country, string? Website, string? About, bool IsListed)
{
    /// <summary>A provider's facts as they are now.</summary>
    public static PublicProfile Of(Provider provider) =>
        new(provider.LegalName, provider.DisplayName, provider.Country, provider.Website, provider.About, provider.IsListed);
}

/// <summary>A provider asks the operator to change what the public directory says about it.</summary>
public sealed class ProfileRequest : IOwnedByProvider, IVersioned
{
    /// <summary>It has ended, however.</summary>
    internal static readonly Error DecidedMeanwhile = Error.Conflict("This request has been decided or withdrawn already.");

    private ProfileRequest()
    {
    }

    /// <summary>The request's id.</summary>
    public Guid Id { get; private set; }

    /// <inheritdoc/>
    public Guid ProviderId { get; private set; }

    /// <summary>Where it stands.</summary>
    public ProfileRequestState State { get; private set; }

    /// <summary>The profile as it was when asked.</summary>
    public PublicProfile Before { get; private set; } = null!;

    /// <summary>The profile as wanted.</summary>
    public PublicProfile Wanted { get; private set; } = null!;

    /// <summary>The logo wanted; null to keep the present one.</summary>
    public LogoPicture? Logo { get; private set; }

    /// <summary>A word to the operator, or null.</summary>
    public string? Note { get; private set; }

    /// <summary>Who asked.</summary>
    public Guid RequestedByUserId { get; private set; }

    /// <summary>Who asked, by name.</summary>
    public string RequestedBy { get; private set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset RequestedAt { get; private set; }

    /// <summary>Who decided or took it back, by name.</summary>
    public string? DecidedBy { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>The operator's answer to the provider, or null.</summary>
    public string? Answer { get; private set; }

    /// <inheritdoc/>
    public long Version { get; private set; }

    /// <summary>A new request. Its id follows from its number, so of two made at once only one can be saved.</summary>
    /// <exception cref="ArgumentException">Nobody asks.</exception>
    public static ProfileRequest Of(
        Guid providerId, int number, PublicProfile before, PublicProfile wanted, LogoPicture? logo, string? note, Actor by, DateTimeOffset now) => new()
        {
            Id = new Guid(SHA256.HashData([.. providerId.ToByteArray(), .. BitConverter.GetBytes(number)]).AsSpan(0, 16)),
            ProviderId = providerId,
            State = ProfileRequestState.Open,
            Before = before,
            Wanted = wanted,
            Logo = logo,
            Note = note,
            RequestedByUserId = by.UserId ?? throw new ArgumentException("Somebody asks.", nameof(by)),
            RequestedBy = by.Name,
            RequestedAt = now,
        };

    /// <summary>Ends it one way or the other. Refused when it has ended already.</summary>
    public Result End(ProfileRequestState state, string? answer, Actor by, DateTimeOffset now)
    {
        if (State != ProfileRequestState.Open)
        {
            return DecidedMeanwhile;
        }

        (State, Answer, DecidedBy, DecidedAt) = (state, answer, by.Name, now);
        return Result.Done;
    }
}

internal sealed class ProfileRequestConfiguration : IEntityTypeConfiguration<ProfileRequest>
{
    public void Configure(EntityTypeBuilder<ProfileRequest> builder)
    {
        builder.ToTable("ProfileRequests");
        builder.Property(r => r.Before).HasConversion(JsonValue.Converter<PublicProfile>(), JsonValue.Comparer<PublicProfile>());
        builder.Property(r => r.Wanted).HasConversion(JsonValue.Converter<PublicProfile>(), JsonValue.Comparer<PublicProfile>());
        builder.Property(r => r.Logo).HasConversion(JsonValue.Converter<LogoPicture?>(), JsonValue.Comparer<LogoPicture?>());
        builder.Property(r => r.Logo).HasMaxLength(Conventions.LongTextLength);
        builder.Property(r => r.Note).HasMaxLength(1000);
        builder.Property(r => r.RequestedBy).HasMaxLength(200);
        builder.Property(r => r.DecidedBy).HasMaxLength(200);
        builder.Property(r => r.Answer).HasMaxLength(1000);
        builder.HasIndex(r => new { r.ProviderId, r.RequestedAt });
        builder.HasIndex(r => new { r.State, r.RequestedAt });
        builder.HasOne<Provider>().WithMany().HasForeignKey(r => r.ProviderId);
    }
}
