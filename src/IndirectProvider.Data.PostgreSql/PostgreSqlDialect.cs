using IndirectProvider.Data.PostgreSql.RowSecurity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace IndirectProvider.Data.PostgreSql;

/// <summary>PostgreSQL.</summary>
/// <param name="rowSecurity">Whether the database itself keeps tenants apart, too (docs/decisions/0015).</param>
public sealed class PostgreSqlDialect(bool rowSecurity = false) : IDatabaseDialect
{
    /// <inheritdoc/>
    public string Name => "PostgreSql";

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
    public Task FinishAsync(PortalDbContext db, CancellationToken cancel) =>
        rowSecurity ? RowSecuritySwitch.OnAsync(db, cancel) : RowSecuritySwitch.OffAsync(db, cancel);

    /// <inheritdoc/>
    public bool IsUniqueViolation(DbUpdateException failure) =>
        failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };
}
