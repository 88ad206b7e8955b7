using IndirectProvider.Data;
using IndirectProvider.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Commands;

/// <summary>Commands that read and write the portal's rows work on a database of this version only.</summary>
internal static class DatabaseVersion
{
    /// <summary>Refuses another version's.</summary>
    public static async Task RefuseOtherVersionAsync(this PortalDbContext db)
    {
        if ((await db.Database.GetPendingMigrationsAsync()).Any())
        {
            throw new CommandException(
                "The database is not there, or is that of an older version of the portal. Start the portal or run migrate once, or use the version that wrote it.");
        }

        await db.RefuseNewerAsync();
    }
}
