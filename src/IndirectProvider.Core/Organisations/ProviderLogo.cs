using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Organisations;

/// <summary>A provider's logo as shown in the public directory; at most one per provider.</summary>
public sealed class ProviderLogo : IOwnedByProvider
{
    /// <summary>Most bytes of a picture.</summary>
    public const int MaxBytes = 200_000;

    private ProviderLogo()
    {
    }

    /// <inheritdoc/>
    public Guid ProviderId { get; private set; }

    /// <summary>image/png or image/jpeg.</summary>
    public string ContentType { get; private set; } = "";

    /// <summary>The picture.</summary>
    public byte[] Content { get; private set; } = [];

    /// <summary>When it was set; part of its address, so that browsers may keep it.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>A provider's first logo.</summary>
    public static ProviderLogo Of(Guid providerId, LogoPicture picture, DateTimeOffset now)
    {
        var logo = new ProviderLogo { ProviderId = providerId };
        logo.Change(picture, now);
        return logo;
    }

    /// <summary>Another picture.</summary>
    public void Change(LogoPicture picture, DateTimeOffset now) =>
        (ContentType, Content, ChangedAt) = (picture.ContentType, picture.Content, now);
}

/// <summary>A picture that was checked to be one.</summary>
/// <param name="ContentType">image/png or image/jpeg.</param>
/// <param name="Content">The picture.</param>
public sealed record LogoPicture(string ContentType, byte[] Content);

/// <summary>Sets logos; the caller saves.</summary>
internal static class ProviderLogos
{
    /// <summary>Gives the provider this logo; null keeps the present one.</summary>
    public static async Task SetLogoAsync(
        this PortalDbContext db, Guid providerId, LogoPicture? picture, DateTimeOffset now, CancellationToken cancel)
    {
        if (picture is null)
        {
            return;
        }

        if (await db.ProviderLogos.SingleOrDefaultAsync(l => l.ProviderId == providerId, cancel) is { } logo)
        {
            logo.Change(picture, now);
        }
        else
        {
            db.ProviderLogos.Add(ProviderLogo.Of(providerId, picture, now));
        }
    }
}

internal sealed class ProviderLogoConfiguration : IEntityTypeConfiguration<ProviderLogo>
{
    public void Configure(EntityTypeBuilder<ProviderLogo> builder)
    {
        builder.ToTable("ProviderLogos");
        builder.HasKey(l => l.ProviderId);
        builder.Property(l => l.ContentType).HasMaxLength(32);
        builder.HasOne<Provider>().WithOne().HasForeignKey<ProviderLogo>(l => l.ProviderId);
    }
}
