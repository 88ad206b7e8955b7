using System.Globalization;
using System.Net.Sockets;
using IndirectProvider.Data.PostgreSql.RowSecurity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace IndirectProvider.Data.PostgreSql;

/// <summary>PostgreSQL.</summary>
/// <param name="rowSecurity">Whether the database itself keeps tenants apart, too (docs/decisions/0015).</param>
public sealed class PostgreSqlDialect(bool rowSecurity = false) : IDatabaseDialect
{
    // Any number that nothing else locks on. The framework's own lock ends with each migration's transaction, so that a node which waited
    // for one would run the next a second time; this one ends with the connection.
    private const long MigrationLock = 7_305_811_406_212_417_026;

    /// <inheritdoc/>
    public string Name => "PostgreSql";

    /// <inheritdoc/>
    public string? ClockQuery => "SELECT clock_timestamp()";

    /// <inheritdoc/>
    public string WithPageLimits(string connectionString)
    {
        var limited = ConnectionDefaults.Add(connectionString, $"{ConnectionDefaults.SecondsForAConnection}", "Timeout");
        limited = ConnectionDefaults.Add(limited, $"{ConnectionDefaults.SecondsForAnAnswer}", "Command Timeout");

        // A server that doesn't answer is not asked to stop answering either: that alone would take seconds more.
        return ConnectionDefaults.Add(limited, "-1", "Cancellation Timeout");
    }

    /// <inheritdoc/>
    public void Configure(DbContextOptionsBuilder options, string connectionString)
    {
        options
            .UseNpgsql(connectionString, o => o.MigrationsAssembly(typeof(PostgreSqlDialect).Assembly.GetName().Name))
            .ReplaceService<IModelCacheKeyFactory, ModelPerViewpoint>()
            .AddInterceptors(new StorableText());
        if (rowSecurity)
        {
            options.AddInterceptors(new ScopeOnConnection());
        }
    }

    /// <inheritdoc/>
    public Task PrepareAsync(string connectionString, CancellationToken cancel) =>
        rowSecurity && new NpgsqlConnectionStringBuilder(connectionString).NoResetOnClose
            ? throw new RowSecurityException("Database__RowSecurity is on: take \"No Reset On Close\" out of ConnectionStrings__Portal, or one request's connection would be told of another's tenant.")
            : Task.CompletedTask;

    /// <inheritdoc/>
    public async Task MigrateAsync(PortalDbContext db, CancellationToken cancel)
    {
        await CreateAsync(db, cancel);
        await using var turn = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false }.ConnectionString);
        await turn.OpenAsync(cancel);
        await using var wait = new NpgsqlCommand(string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_lock({MigrationLock})"), turn) { CommandTimeout = 0 };
        await wait.ExecuteNonQueryAsync(cancel);
        await db.Database.MigrateAsync(cancel);
    }

    /// <inheritdoc/>
    public Task FinishAsync(PortalDbContext db, CancellationToken cancel) =>
        rowSecurity ? RowSecuritySwitch.OnAsync(db, cancel) : RowSecuritySwitch.OffAsync(db, cancel);

    /// <inheritdoc/>
    public bool IsUniqueViolation(DbUpdateException failure) =>
        failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <inheritdoc/>
    public bool IsDeadlock(Exception failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected } || (failure.InnerException is { } cause && IsDeadlock(cause));

    /// <inheritdoc/>
    public bool IsAway(Exception failure) => failure switch
    {
        PostgresException said => IsOutage(said.SqlState),
        NpgsqlException { InnerException: null or TimeoutException or IOException or SocketException } => true,
        _ => failure.InnerException is { } cause && IsAway(cause),
    };

    private static async Task CreateAsync(PortalDbContext db, CancellationToken cancel)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        try
        {
            if (!await creator.ExistsAsync(cancel))
            {
                await creator.CreateAsync(cancel);
            }
        }
        catch (PostgresException failure) when (failure.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another node made it at the same moment.
        }
    }

    /// <summary>Connection lost, no resources (53100: disk full), stopped by the administrator, time-out, error of its own files, read-only stand-by.</summary>
    private static bool IsOutage(string state) =>
        state.StartsWith("08", StringComparison.Ordinal)
        || state.StartsWith("53", StringComparison.Ordinal)
        || state.StartsWith("57", StringComparison.Ordinal)
        || state.StartsWith("58", StringComparison.Ordinal)
        || state == PostgresErrorCodes.ReadOnlySqlTransaction;
}
