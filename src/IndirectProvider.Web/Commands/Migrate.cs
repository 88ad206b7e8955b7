using IndirectProvider.Data;
using IndirectProvider.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Commands;

/// <summary>Does what the start does to the database, and ends: for an upgrade with several nodes.</summary>
internal static class Migrate
{
    /// <summary>The command.</summary>
    public static readonly PortalCommand Command = new(
        "migrate", "", "Brings the database up to this program's version, as the start does, and ends.", RunAsync);

    private static async Task<int> RunAsync(CommandRun run)
    {
        if (run.Arguments.Count > 0)
        {
            throw new CommandException("migrate takes no arguments.", isMisuse: true);
        }

        var db = run.Services.GetRequiredService<PortalDb>().Open();
        var missing = (await db.Database.GetPendingMigrationsAsync()).ToList();
        await run.Services.PrepareDatabaseAsync();
        foreach (var migration in missing)
        {
            run.Output.WriteLine($"Applied {migration}.");
        }

        run.Output.WriteLine("The database is up to date.");
        return PortalCommands.Done;
    }
}
