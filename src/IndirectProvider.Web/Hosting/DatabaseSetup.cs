using IndirectProvider.Catalog;
using IndirectProvider.Data;
using IndirectProvider.Data.PostgreSql;
using IndirectProvider.Data.PostgreSql.RowSecurity;
using IndirectProvider.Data.Sqlite;
using IndirectProvider.Data.SqlServer;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Hosting;

/// <summary>The database and its migrations at start.</summary>
public static class DatabaseSetup
{
    /// <summary>Registers the context for the database named in the settings.</summary>
    /// <exception cref="SettingsException">No connection string where one is needed.</exception>
    public static void AddPortalDatabase(this WebApplicationBuilder builder)
    {
        var dialect = Dialect(builder.Configuration.GetSection("Database").Get<DatabaseSettings>() ?? new DatabaseSettings());
        var connectionString = ConnectionString(builder, dialect);

        builder.Services.AddSingleton(dialect);
        builder.Services.AddSingleton(new PortalConnection(connectionString));
        builder.Services.AddDbContext<PortalDbContext>(options => dialect.Configure(options, connectionString), ServiceLifetime.Scoped, ServiceLifetime.Singleton);
    }

    /// <summary>Brings the database up to this program's version and loads the catalogue; runs before the first request.</summary>
    public static async Task PrepareDatabaseAsync(this WebApplication app)
    {
        var connection = app.Services.GetRequiredService<PortalConnection>();
        var dialect = app.Services.GetRequiredService<IDatabaseDialect>();
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>().Open();
        try
        {
            await dialect.PrepareAsync(connection.ConnectionString, CancellationToken.None);
            await db.Database.MigrateAsync();
            await dialect.FinishAsync(db, CancellationToken.None);
        }
        catch (RowSecurityException failure)
        {
            throw new SettingsException(failure.Message);
        }

        await scope.ServiceProvider.GetRequiredService<LoadCatalog>().ExecuteAsync(CancellationToken.None);
    }

    private static IDatabaseDialect Dialect(DatabaseSettings settings) => settings.Provider switch
    {
        "SqlServer" => new SqlServerDialect(),
        "PostgreSql" => new PostgreSqlDialect(settings.RowSecurity),
        _ => new SqliteDialect(),
    };

    private static string ConnectionString(WebApplicationBuilder builder, IDatabaseDialect dialect)
    {
        var configured = builder.Configuration.GetConnectionString("Portal");
        if (!string.IsNullOrWhiteSpace(configured))
        {
            return configured;
        }

        return dialect is SqliteDialect
            ? $"Data Source={Path.Combine(builder.Environment.ContentRootPath, "data", "portal.db")}"
            : throw new SettingsException($"ConnectionStrings__Portal must be set when Database__Provider is {dialect.Name}.");
    }
}

/// <summary>How the portal reaches its database.</summary>
public sealed record PortalConnection(string ConnectionString)
{
    /// <summary>Keeps a password in the connection string out of logs.</summary>
    public override string ToString() => "database connection";
}
