using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Organisations;

/// <summary>A provider's display name is its own in the whole installation.</summary>
internal static class ProviderNames
{
    /// <summary>Whether another provider has the name, whatever its case and spacing. Asks a context that sees all providers.</summary>
    public static async Task<bool> IsNameTakenAsync(this PortalDbContext db, string name, Guid? except, CancellationToken cancel)
    {
        var wanted = SearchText.Normalize(name);
        var names = await db.Providers.Where(p => p.Id != except).Select(p => p.DisplayName).ToListAsync(cancel);
        return names.Exists(n => SearchText.Normalize(n) == wanted);
    }

    /// <summary>Said at the field.</summary>
    public static Error Taken(string field) => Error.Invalid(field, "Another provider has this display name.");
}
