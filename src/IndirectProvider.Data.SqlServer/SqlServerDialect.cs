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
    public void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options
            .UseSqlServer(connectionString, o => Configure(o.MigrationsAssembly(typeof(SqlServerDialect).Assembly.GetName().Name)))
            .ReplaceService<IModelCacheKeyFactory, ModelPerViewpoint>();

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
        await db.Database.MigrateAsync(cancel);
    }

    /// <inheritdoc/>
    public Task FinishAsync(PortalDbContext db, CancellationToken cancel) => Task.CompletedTask;

    /// <inheritdoc/>
    public bool IsUniqueViolation(DbUpdateException failure) =>
        failure.InnerException is SqlException { Number: 2601 or 2627 };

    private void Configure(SqlServerDbContextOptionsBuilder options)
    {
        if (maxBatchSize is { } rows)
        {
            options.MaxBatchSize(rows);
        }
    }
}
