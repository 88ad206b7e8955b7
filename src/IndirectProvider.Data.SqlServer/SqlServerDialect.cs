using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace IndirectProvider.Data.SqlServer;

/// <summary>SQL Server.</summary>
public sealed class SqlServerDialect : IDatabaseDialect
{
    /// <inheritdoc/>
    public string Name => "SqlServer";

    /// <inheritdoc/>
    public void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options
            .UseSqlServer(connectionString, o => o.MigrationsAssembly(typeof(SqlServerDialect).Assembly.GetName().Name))
            .ReplaceService<IModelCacheKeyFactory, ModelPerViewpoint>();

    /// <inheritdoc/>
    public Task PrepareAsync(string connectionString, CancellationToken cancel) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task FinishAsync(PortalDbContext db, CancellationToken cancel) => Task.CompletedTask;

    /// <inheritdoc/>
    public bool IsUniqueViolation(DbUpdateException failure) =>
        failure.InnerException is SqlException { Number: 2601 or 2627 };
}
