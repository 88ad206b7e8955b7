using System.Globalization;
using IndirectProvider.Data;

namespace IndirectProvider.Organisations;

/// <summary>What the public directory says of a provider, and nothing else.</summary>
public sealed record DirectoryEntry(
    Guid Id, string DisplayName, string LegalName, string Country, string? Website, string? About, string SupportEmail, string? SupportPhone, DateTimeOffset? LogoChangedAt)
{
    /// <summary>Changes with the logo, as part of its address; null without a logo.</summary>
    public string? LogoVersion => LogoChangedAt is { } at ? VersionOf(at) : null;

    /// <summary>The version of a logo set at that time.</summary>
    public static string VersionOf(DateTimeOffset changedAt) => changedAt.ToUnixTimeMilliseconds().ToString("x", CultureInfo.InvariantCulture);
}

/// <summary>Projects providers to what the directory says of them.</summary>
public static class DirectoryEntries
{
    /// <summary>The entries of these providers.</summary>
    public static IQueryable<DirectoryEntry> DirectoryEntriesOf(this PortalDbContext db, IQueryable<Provider> providers) =>
        providers.Select(p => new DirectoryEntry(
            p.Id,
            p.DisplayName,
            p.LegalName,
            p.Country,
            p.Website,
            p.About,
            p.SupportEmail,
            p.SupportPhone,
            db.ProviderLogos.Where(l => l.ProviderId == p.Id).Select(l => (DateTimeOffset?)l.ChangedAt).FirstOrDefault()));
}
