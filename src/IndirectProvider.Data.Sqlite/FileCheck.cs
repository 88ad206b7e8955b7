using Microsoft.Data.Sqlite;

namespace IndirectProvider.Data.Sqlite;

/// <summary>What of a file is checked.</summary>
public enum IntegrityCheck
{
    /// <summary>
    /// The structure of all pages and rows; the indexes are not compared with their tables. Of a file beyond
    /// <see cref="FileCheck.QuickUpTo"/> bytes only that it is a database: reading it all would hold up the start for long.
    /// </summary>
    Quick,

    /// <summary>All of it, foreign keys too.</summary>
    Full,

    /// <summary>Only that it is a database.</summary>
    Off,
}

/// <summary>Finds damage before the portal writes upon it.</summary>
public static class FileCheck
{
    /// <summary>Files up to so many bytes are read at start.</summary>
    public const long QuickUpTo = 256 * 1024 * 1024;

    private const int Corrupt = 11;
    private const int NoDatabase = 26;

    /// <summary>Checks the file; one that is not there is whole.</summary>
    /// <exception cref="UnusableDatabaseException">It is damaged, or not a database.</exception>
    public static async Task RunAsync(string connectionString, IntegrityCheck check, CancellationToken cancel)
    {
        var file = DatabaseFile.Of(connectionString);
        if (!File.Exists(file))
        {
            return;
        }

        if (check == IntegrityCheck.Quick && new FileInfo(file).Length > QuickUpTo)
        {
            check = IntegrityCheck.Off;
        }

        try
        {
            var found = check switch
            {
                IntegrityCheck.Off => await DatabaseFile.RunAsync(connectionString, "PRAGMA schema_version", cancel) is null ? "no answer" : "ok",
                IntegrityCheck.Quick => await DatabaseFile.RunAsync(connectionString, "PRAGMA quick_check(1)", cancel),
                _ => await DatabaseFile.RunAsync(connectionString, "PRAGMA integrity_check(1)", cancel),
            };
            if (found == "ok" && check == IntegrityCheck.Full && await DatabaseFile.RunAsync(connectionString, "PRAGMA foreign_key_check", cancel) is { } table)
            {
                found = $"{table} has a row whose counterpart is missing";
            }

            if (found != "ok")
            {
                throw Damaged(file, found ?? "no answer");
            }
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode is Corrupt or NoDatabase)
        {
            throw Damaged(file, failure.Message);
        }
    }

    private static UnusableDatabaseException Damaged(string file, string found) => new(
        $"{file} is damaged or is no SQLite database ({found.ReplaceLineEndings(" ")}). Put it aside and restore a backup; docs/operations.md says how.");
}
