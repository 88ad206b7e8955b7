using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace IndirectProvider.Data.Sqlite;

/// <summary>SQLite, embedded.</summary>
public sealed class SqliteDialect : IDatabaseDialect
{
    /// <inheritdoc/>
    public string Name => "Sqlite";

    /// <inheritdoc/>
    public void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options
            .UseSqlite(connectionString, o => o.MigrationsAssembly(typeof(SqliteDialect).Assembly.GetName().Name))
            .ReplaceService<IModelCacheKeyFactory, ModelPerViewpoint>();

    /// <inheritdoc/>
    public async Task PrepareAsync(string connectionString, CancellationToken cancel)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        // Readers go on while one writes; the setting stays with the file.
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL;";
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <inheritdoc/>
    public Task FinishAsync(PortalDbContext db, CancellationToken cancel) => Task.CompletedTask;

    /// <inheritdoc/>
    public bool IsUniqueViolation(DbUpdateException failure) =>
        failure.InnerException is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };
}
