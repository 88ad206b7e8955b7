using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace IndirectProvider.Data.SqlServer;

/// <summary>SQL Server.</summary>
/// <param name="maxBatchSize">Rows that go into one statement; with 1 each is an <c>INSERT</c> of its own and there is no <c>MERGE</c>. Null: as the framework likes.</param>
public sealed class SqlServerDialect(int? maxBatchSize = null) : IDatabaseDialect
{
    private const int DatabaseExists = 1801;

    /// <inheritdoc/>
    public string Name => "SqlServer";

    /// <inheritdoc/>
    public string? ClockQuery => "SELECT SYSUTCDATETIME()";

    /// <inheritdoc/>
    public string WithPageLimits(string connectionString)
    {
        var limited = ConnectionDefaults.Add(connectionString, $"{ConnectionDefaults.SecondsForAConnection}", "Connect Timeout", "Connection Timeout", "Timeout");
        limited = ConnectionDefaults.Add(limited, $"{ConnectionDefaults.SecondsForAnAnswer}", "Command Timeout");

        // Otherwise the driver waits ten seconds before it tries a broken connection again.
        return ConnectionDefaults.Add(limited, "1", "Connect Retry Interval");
    }

    /// <inheritdoc/>
    public void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options
            .UseSqlServer(connectionString, o => Configure(o.MigrationsAssembly(typeof(SqlServerDialect).Assembly.GetName().Name)))
            .ReplaceService<IModelCacheKeyFactory, ModelPerViewpoint>()
            .AddInterceptors(new CanceledCommands());

    /// <inheritdoc/>
    public Task PrepareAsync(string connectionString, CancellationToken cancel) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task MigrateAsync(PortalDbContext db, CancellationToken cancel)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        try
        {
            if (!await creator.ExistsAsync(cancel))
            {
                await creator.CreateAsync(cancel);
            }
        }
        catch (SqlException failure) when (failure.Number == DatabaseExists)
        {
            // Another node made it at the same moment.
        }

        // One node at a time: the framework's lock belongs to its session until all migrations are done.
        if ((await db.Database.GetPendingMigrationsAsync(cancel)).Any())
        {
            await db.Database.MigrateAsync(cancel);
        }
    }

    /// <inheritdoc/>
    public Task FinishAsync(PortalDbContext db, CancellationToken cancel) => Task.CompletedTask;

    /// <inheritdoc/>
    public bool IsUniqueViolation(DbUpdateException failure) =>
        failure.InnerException is SqlException { Number: 2601 or 2627 };

    /// <inheritdoc/>
    public bool IsDeadlock(Exception failure) =>
        failure is SqlException { Number: 1205 } || (failure.InnerException is { } cause && IsDeadlock(cause));

    /// <inheritdoc/>
    public bool IsAway(Exception failure) => failure switch
    {
        SqlException said => said.Errors.Cast<SqlError>().Any(error => IsOutage(error.Number)),

        // The pool has no connection left; the driver has no kind of its own for it.
        InvalidOperationException { Source: "Microsoft.Data.SqlClient" } pool => pool.Message.Contains("pool", StringComparison.OrdinalIgnoreCase),
        _ => failure.InnerException is { } cause && IsAway(cause),
    };

    /// <summary>Time-out, no connection, connection lost, database being taken away or moved, no room for data or log.</summary>
    private static bool IsOutage(int number) => number is
        -2 or -1 or 2 or 20 or 53 or 64 or 121 or 233 or 258 or 10053 or 10054 or 10060 or 10061 or 11001
        or 596 or 615 or 701 or 802 or 904 or 921 or 922 or 945 or 983 or 1101 or 1105 or 1204 or 3906 or 4060 or 4221 or 6005 or 8645 or 8651 or 9002
        or 10928 or 10929 or 17142 or 17147 or 17187 or 40197 or 40501 or 40613 or 41301 or 49918 or 49919 or 49920;

    private void Configure(SqlServerDbContextOptionsBuilder options)
    {
        if (maxBatchSize is { } rows)
        {
            options.MaxBatchSize(rows);
        }
    }
}
