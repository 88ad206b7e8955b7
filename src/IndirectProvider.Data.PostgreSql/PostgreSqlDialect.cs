using Npgsql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace IndirectProvider.Data.PostgreSql;

/// <summary>PostgreSQL.</summary>
public sealed class PostgreSqlDialect : IDatabaseDialect
{
    /// <inheritdoc/>
    public string Name => "PostgreSql";

    /// <inheritdoc/>
    public void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options
            .UseNpgsql(connectionString, o => o.MigrationsAssembly(typeof(PostgreSqlDialect).Assembly.GetName().Name))
            .ReplaceService<IModelCacheKeyFactory, ModelPerViewpoint>();

    /// <inheritdoc/>
    public Task PrepareAsync(string connectionString, CancellationToken cancel) => Task.CompletedTask;

    /// <inheritdoc/>
    public bool IsUniqueViolation(DbUpdateException failure) =>
        failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };
}
