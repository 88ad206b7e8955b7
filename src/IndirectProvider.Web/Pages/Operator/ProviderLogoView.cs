using IndirectProvider.Data;
using IndirectProvider.Organisations;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Operator;

/// <summary>Where operators see a provider's logo, listed or not.</summary>
internal static class ProviderLogoView
{
    /// <summary>The provider's logo as it is now.</summary>
    public static async Task<LogoView> ReadAsync(PortalDbContext db, Provider provider, CancellationToken cancel)
    {
        var changedAt = await db.ProviderLogos.Where(l => l.ProviderId == provider.Id).Select(l => (DateTimeOffset?)l.ChangedAt).SingleOrDefaultAsync(cancel);
        return new LogoView(
            provider.DisplayName,
            changedAt is { } at ? $"/operator/providers/{provider.Id}?handler=Logo&v={DirectoryEntry.VersionOf(at)}" : null);
    }
}
