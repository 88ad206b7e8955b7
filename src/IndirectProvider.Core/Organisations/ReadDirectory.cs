using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Organisations;

/// <summary>
/// The public directory: the same for everybody, whoever asks. Only listed providers, and of them only what an entry says.
/// </summary>
public sealed class ReadDirectory(PortalDb portal)
{
    private const int Most = 500;

    /// <summary>A logo with its version.</summary>
    public sealed record Logo(string ContentType, byte[] Content, string Version);

    /// <summary>All entries by name.</summary>
    public async Task<IReadOnlyList<DirectoryEntry>> ListAsync(CancellationToken cancel)
    {
        var entries = await Entries(Listed.OrderBy(p => p.DisplayName).Take(Most)).ToListAsync(cancel);
        return [.. entries.OrderBy(e => e.DisplayName, StringComparer.CurrentCulture)];
    }

    /// <summary>One entry; null when it is not listed or does not exist.</summary>
    public Task<DirectoryEntry?> FindAsync(Guid id, CancellationToken cancel) =>
        Entries(Listed.Where(p => p.Id == id)).SingleOrDefaultAsync(cancel);

    /// <summary>A listed provider's logo, or null.</summary>
    public async Task<Logo?> FindLogoAsync(Guid id, CancellationToken cancel)
    {
        var logo = await portal.Open().ProviderLogos.AsNoTracking()
            .SingleOrDefaultAsync(l => l.ProviderId == id && Listed.Any(p => p.Id == id), cancel);
        return logo is null ? null : new Logo(logo.ContentType, logo.Content, DirectoryEntry.VersionOf(logo.ChangedAt));
    }

    private IQueryable<Provider> Listed => portal.Open().Providers.AsNoTracking().Where(p => p.IsListed);

    private IQueryable<DirectoryEntry> Entries(IQueryable<Provider> providers) => portal.Open().DirectoryEntriesOf(providers);
}
