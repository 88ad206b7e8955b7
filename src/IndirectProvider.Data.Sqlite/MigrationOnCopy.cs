using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Data.Sqlite;

/// <summary>
/// Migrates a copy and puts it in the file's place when it is done. SQLite rebuilds a table outside a transaction, so a process
/// killed in the middle would leave a file that no version can use; like this the old file stays as it was until the new one
/// is whole. The claim on the file keeps everybody else from writing meanwhile.
/// </summary>
internal static class MigrationOnCopy
{
    private const int Busy = 5;

    /// <summary>Runs the migrations that are missing.</summary>
    public static async Task RunAsync(PortalDbContext db, string connectionString, CancellationToken cancel)
    {
        var file = DatabaseFile.Of(connectionString);
        var copy = $"{file}.migrating";
        await db.Database.GetDbConnection().CloseAsync();
        Remove(copy);
        if (File.Exists(file))
        {
            await CopyAsync(connectionString, file, copy, cancel);
        }

        var toCopy = new SqliteConnectionStringBuilder(connectionString) { DataSource = copy, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false }.ToString();
        db.Database.SetConnectionString(toCopy);
        try
        {
            await db.Database.MigrateAsync(cancel);
        }
        finally
        {
            await db.Database.GetDbConnection().CloseAsync();
            db.Database.SetConnectionString(connectionString);
        }

        await DatabaseFile.RunAsync(toCopy, "PRAGMA journal_mode = DELETE", cancel);
        File.Move(copy, file, overwrite: true);
    }

    private static async Task CopyAsync(string connectionString, string file, string copy, CancellationToken cancel)
    {
        // A journal that stayed behind would be replayed into the new file.
        using (var pooled = new SqliteConnection(connectionString))
        {
            SqliteConnection.ClearPool(pooled);
        }

        try
        {
            await DatabaseFile.RunAsync(connectionString, "PRAGMA journal_mode = DELETE", cancel);
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode == Busy)
        {
            throw new UnusableDatabaseException($"{file} has to be migrated, but another process has it open. Let it end, and start the portal again.");
        }

        CreateForWhoeverReads(file, copy);
        await DatabaseFile.RunAsync(connectionString, "VACUUM INTO $copy", cancel, ("$copy", copy));

        // A process that was killed while it migrated this file, in versions that still did so, left its lock, for which the next would wait for ever.
        await DatabaseFile.RunAsync(
            new SqliteConnectionStringBuilder(connectionString) { DataSource = copy }.ToString(), "DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancel);
    }

    /// <summary>An empty file that nobody may read who may not read the other.</summary>
    private static void CreateForWhoeverReads(string file, string copy)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(copy, options).Dispose();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(copy, File.GetUnixFileMode(file));
        }
    }

    private static void Remove(string copy)
    {
        foreach (var part in new[] { "", "-journal", "-wal", "-shm" })
        {
            File.Delete(copy + part);
        }
    }
}
