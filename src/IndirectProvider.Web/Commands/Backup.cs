using System.Diagnostics;
using System.Globalization;
using IndirectProvider.Data;
using IndirectProvider.Data.Sqlite;
using IndirectProvider.Web.Hosting;

namespace IndirectProvider.Web.Commands;

/// <summary>Copies a SQLite database while the portal runs. The servers have tools of their own for it.</summary>
internal static class Backup
{
    /// <summary>The command.</summary>
    public static readonly PortalCommand Command = new(
        "backup", "FILE", "Copies the SQLite database to FILE, which must not exist, and checks the copy. The portal may run meanwhile.", RunAsync);

    private static async Task<int> RunAsync(CommandRun run)
    {
        if (run.Arguments is not [var name])
        {
            throw new CommandException("backup takes the name of one file.", isMisuse: true);
        }

        if (OtherTool(run.Services.GetRequiredService<IDatabaseDialect>().Name) is { } tool)
        {
            throw new CommandException($"This command is for SQLite. {tool} See docs/operations.md.");
        }

        var (connection, file) = (run.Services.GetRequiredService<PortalConnection>().ConnectionString, Path.GetFullPath(name));
        Refuse(DatabaseFile.Of(connection), file);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var size = await SqliteBackup.RunAsync(connection, file, CancellationToken.None);
            run.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{file}: {size} bytes in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s, checked."));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"There is no backup: {failure.Message}");
        }

        return PortalCommands.Done;
    }

    private static void Refuse(string database, string file)
    {
        if (!File.Exists(database))
        {
            throw new CommandException($"There is no database {database}.");
        }

        if (File.Exists(file) || Directory.Exists(file))
        {
            throw new CommandException($"{file} exists already, and a backup overwrites nothing.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(file)))
        {
            throw new CommandException($"There is no folder {Path.GetDirectoryName(file)}.");
        }
    }

    private static string? OtherTool(string database) => database switch
    {
        "PostgreSql" => "Back PostgreSQL up with pg_dump --format=custom.",
        "SqlServer" => "Back SQL Server up with BACKUP DATABASE.",
        _ => null,
    };
}
