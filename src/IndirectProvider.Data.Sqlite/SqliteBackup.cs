using Microsoft.Data.Sqlite;

namespace IndirectProvider.Data.Sqlite;

/// <summary>Copies a database that is in use. What was saved before the copy began is in it, and nothing half saved.</summary>
public static class SqliteBackup
{
    /// <summary>Makes the copy under a temporary name, checks it, and gives it its name then.</summary>
    /// <param name="connectionString">How the portal reaches the database.</param>
    /// <param name="file">The copy; must not exist.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The copy's size in bytes.</returns>
    /// <exception cref="UnusableDatabaseException">The copy is damaged, because the database is.</exception>
    public static async Task<long> RunAsync(string connectionString, string file, CancellationToken cancel)
    {
        var unfinished = $"{file}.unfinished";
        File.Delete(unfinished);
        CreateForOwnerOnly(unfinished);
        var toCopy = new SqliteConnectionStringBuilder { DataSource = unfinished, Pooling = false }.ToString();
        try
        {
            await using (var source = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString()))
            await using (var copy = new SqliteConnection(toCopy))
            {
                await source.OpenAsync(cancel);
                await copy.OpenAsync(cancel);
                source.BackupDatabase(copy);
            }

            // One file, without a journal beside it.
            await DatabaseFile.RunAsync(toCopy, "PRAGMA journal_mode = DELETE", cancel);
            await FileCheck.RunAsync(toCopy, IntegrityCheck.Full, cancel);
            File.Move(unfinished, file, overwrite: false);
        }
        finally
        {
            File.Delete(unfinished);
        }

        return new FileInfo(file).Length;
    }

    /// <summary>A backup holds all the portal knows.</summary>
    private static void CreateForOwnerOnly(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(file, options).Dispose();
    }
}
