using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace IndirectProvider.Data.Sqlite;

/// <summary>SQLite, embedded: one process, one writer at a time (docs/decisions/0017).</summary>
/// <param name="check">What of the file is checked at start.</param>
public sealed class SqliteDialect(IntegrityCheck check = IntegrityCheck.Quick) : IDatabaseDialect, IDisposable
{
    private FileStream? claim;

    /// <inheritdoc/>
    public string Name => "Sqlite";

    /// <inheritdoc/>
    public string? ClockQuery => null;

    /// <inheritdoc/>
    public string WithPageLimits(string connectionString) => connectionString;

    /// <inheritdoc/>
    public void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options
            .UseSqlite(DatabaseFile.Complete(connectionString), o => o.MigrationsAssembly(typeof(SqliteDialect).Assembly.GetName().Name))
            .ReplaceService<IModelCacheKeyFactory, ModelPerViewpoint>()
            .ReplaceService<IRelationalTransactionFactory, TransactionsInTurn>()
            .AddInterceptors(new WritesInTurn());

    /// <inheritdoc/>
    public async Task PrepareAsync(string connectionString, CancellationToken cancel)
    {
        var file = DatabaseFile.Of(connectionString);
        if (Path.GetDirectoryName(file) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        claim ??= FileClaim.Take(file);
        await FileCheck.RunAsync(connectionString, check, cancel);
    }

    /// <inheritdoc/>
    public async Task MigrateAsync(PortalDbContext db, CancellationToken cancel)
    {
        var connectionString = db.Database.GetConnectionString()!;
        if ((await db.Database.GetPendingMigrationsAsync(cancel)).Any())
        {
            await MigrationOnCopy.RunAsync(db, connectionString, cancel);
        }

        // Readers go on while one writes; the setting stays with the file.
        await DatabaseFile.RunAsync(connectionString, "PRAGMA journal_mode = WAL", cancel);
    }

    /// <inheritdoc/>
    public Task FinishAsync(PortalDbContext db, CancellationToken cancel) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task LearnAsync(string connectionString, CancellationToken cancel)
    {
        // All tables that have grown tenfold or were never looked at, and of each index so many entries that skewed ones are told from others.
        await using var connection = new SqliteConnection(DatabaseFile.Complete(connectionString));
        await connection.OpenAsync(cancel);
        foreach (var pragma in new[] { "PRAGMA analysis_limit = 100000", "PRAGMA optimize = 0x10002" })
        {
            await using var command = new SqliteCommand(pragma, connection);
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    /// <inheritdoc/>
    public bool IsUniqueViolation(DbUpdateException failure) =>
        failure.InnerException is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };

    /// <summary>Lets another process have the file.</summary>
    public void Dispose() => claim?.Dispose();

    /// <inheritdoc/>
    public bool IsAway(Exception failure) =>
        failure is SqliteException said ? IsOutage(said.SqliteErrorCode) : failure.InnerException is { } cause && IsAway(cause);

    /// <summary>Busy, locked, read-only, error of the disk, disk full, file not there.</summary>
    private static bool IsOutage(int code) => code is 5 or 6 or 8 or 10 or 13 or 14;
}
