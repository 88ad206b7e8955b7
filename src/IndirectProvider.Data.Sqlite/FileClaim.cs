namespace IndirectProvider.Data.Sqlite;

/// <summary>
/// Keeps a second portal away from the file: writers wait for their turn inside one process only. The lock is the open file
/// <c>portal.db.lock</c>, which the system closes however the process ends; that it lies there says nothing.
/// </summary>
internal static class FileClaim
{
    // EWOULDBLOCK of Linux and of macOS, and the sharing violation of Windows.
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020)];

    /// <summary>Takes the file for this process.</summary>
    /// <exception cref="UnusableDatabaseException">Another process has it, or nobody can.</exception>
    public static FileStream Take(string databaseFile)
    {
        var name = $"{databaseFile}.lock";
        try
        {
            return new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure) when (Held.Contains(failure.HResult))
        {
            throw new UnusableDatabaseException(
                $"Another portal process uses {databaseFile}. SQLite is for one process: stop the other one, or let several share SQL Server or PostgreSQL.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UnusableDatabaseException($"{name} can't be opened: {failure.Message}");
        }
    }
}
