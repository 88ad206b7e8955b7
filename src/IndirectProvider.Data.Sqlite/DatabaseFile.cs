using Microsoft.Data.Sqlite;

namespace IndirectProvider.Data.Sqlite;

/// <summary>The file behind a connection string.</summary>
public static class DatabaseFile
{
    /// <summary>Its full path, past a symbolic link: what stands beside it must be the same for everybody.</summary>
    public static string Of(string connectionString)
    {
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);
        return File.Exists(file) ? File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file : file;
    }

    /// <summary>
    /// With what every connection of the portal keeps to: foreign keys are checked. Waiting for another process, such as a
    /// command beside the portal, is what the default time-out of 30 seconds is for.
    /// </summary>
    internal static string Complete(string connectionString) =>
        new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true }.ToString();

    /// <summary>Runs one statement on a connection of its own.</summary>
    /// <returns>The first value of its answer, or null.</returns>
    internal static async Task<string?> RunAsync(string connectionString, string sql, CancellationToken cancel, params (string Name, object Value)[] values)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return (await command.ExecuteScalarAsync(cancel))?.ToString();
    }
}
