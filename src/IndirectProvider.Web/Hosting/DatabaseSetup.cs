using IndirectProvider.Catalog;
using IndirectProvider.Data;
using IndirectProvider.Data.PostgreSql;
using IndirectProvider.Data.PostgreSql.RowSecurity;
using IndirectProvider.Data.Sqlite;
using IndirectProvider.Data.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IndirectProvider.Web.Hosting;

/// <summary>The database and its migrations at start.</summary>
public static class DatabaseSetup
{
    // More than nodes that anybody starts in the same second.
    private const int Tries = 20;

    /// <summary>A migration may rebuild a large table, or wait for another node's.</summary>
    private const int SecondsForAMigration = 3600;

    /// <summary>Registers the context for the database named in the settings.</summary>
    /// <param name="builder">The portal being built.</param>
    /// <param name="forPages">Whether somebody waits in front of a page, so that a database which doesn't answer is soon given up.</param>
    /// <exception cref="SettingsException">No connection string where one is needed.</exception>
    public static void AddPortalDatabase(this WebApplicationBuilder builder, bool forPages = true)
    {
        var dialect = Dialect(builder.Configuration.GetSection("Database").Get<DatabaseSettings>() ?? new DatabaseSettings());
        var connectionString = ConnectionString(builder, dialect);
        if (forPages)
        {
            connectionString = dialect.WithPageLimits(connectionString);
        }

        // By a factory, so that the container disposes it, and a SQLite file is free again for the next process.
        builder.Services.AddSingleton(_ => dialect);
        builder.Services.AddSingleton(new PortalConnection(connectionString));
        builder.Services.AddDbContext<PortalDbContext>((services, options) => Configure(options, dialect, connectionString, services), ServiceLifetime.Scoped, ServiceLifetime.Singleton);
    }

    /// <summary>Brings the database up to this program's version and loads the catalogue; runs before the first request.</summary>
    public static async Task PrepareDatabaseAsync(this IServiceProvider services)
    {
        var connection = services.GetRequiredService<PortalConnection>();
        var dialect = services.GetRequiredService<IDatabaseDialect>();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>().Open();
        db.Database.SetCommandTimeout(SecondsForAMigration);
        var clock = services.GetRequiredService<DatabaseClock>();
        await clock.MeasureAsync(expectFailure: true, CancellationToken.None);
        try
        {
            await dialect.PrepareAsync(connection.ConnectionString, CancellationToken.None);
            await db.RefuseNewerAsync();
            await dialect.MigrateAsync(db, CancellationToken.None);
            await clock.MeasureAsync(expectFailure: false, CancellationToken.None);
            await dialect.FinishAsync(db, CancellationToken.None);
        }
        catch (Exception failure) when (failure is RowSecurityException or UnusableDatabaseException)
        {
            throw new SettingsException(failure.Message);
        }

        // A search that misses what is older than the upgrade would be worse than a start that takes longer once.
        while (await services.WithOtherNodesAsync(node => node.GetRequiredService<FillWords>().ExecuteAsync(CancellationToken.None)))
        {
            // The next batch.
        }

        await dialect.LearnAsync(connection.ConnectionString, CancellationToken.None);
        await services.WithOtherNodesAsync(node => node.GetRequiredService<LoadCatalog>().ExecuteAsync(CancellationToken.None));
    }

    /// <summary>Leaves a database alone that a newer program has changed in ways this one does not know.</summary>
    /// <exception cref="UnusableDatabaseException">It is newer.</exception>
    public static async Task RefuseNewerAsync(this PortalDbContext db)
    {
        if ((await db.Database.GetAppliedMigrationsAsync()).Except(db.Database.GetMigrations()).LastOrDefault() is { } unknown)
        {
            throw new UnusableDatabaseException(
                $"The database belongs to a newer version of the portal, the one with {unknown}, which this program does not know. Use that version or a later one; nothing was changed.");
        }
    }

    /// <summary>
    /// Runs a verb of the start once more when another node that starts at this moment was faster: then it finds the other's rows. Each
    /// verb saves once, so of the one that lost nothing is left.
    /// </summary>
    /// <typeparam name="T">What the verb gives.</typeparam>
    /// <param name="services">The portal's services.</param>
    /// <param name="verb">The verb, in a scope of its own.</param>
    public static async Task<T> WithOtherNodesAsync<T>(this IServiceProvider services, Func<IServiceProvider, Task<T>> verb)
    {
        var dialect = services.GetRequiredService<IDatabaseDialect>();
        for (var attempt = 1; ; attempt++)
        {
            await using var scope = services.CreateAsyncScope();
            try
            {
                return await verb(scope.ServiceProvider);
            }
            catch (Exception failure) when (attempt < Tries
                && (failure is DbUpdateConcurrencyException || (failure is DbUpdateException save && dialect.IsUniqueViolation(save)) || dialect.IsDeadlock(failure)))
            {
                // Again, with what is there now.
            }
        }
    }

    /// <summary>The same for a verb that gives nothing.</summary>
    public static Task WithOtherNodesAsync(this IServiceProvider services, Func<IServiceProvider, Task> verb) =>
        services.WithOtherNodesAsync(async node =>
        {
            await verb(node);
            return true;
        });

    private static void Configure(DbContextOptionsBuilder options, IDatabaseDialect dialect, string connectionString, IServiceProvider services)
    {
        dialect.Configure(options, connectionString);
        options.AddInterceptors(new MeasureSaves(services.GetRequiredService<TimeProvider>()));

        // Two queries at once on one context are a mistake that tests and development find; to look out for it costs with each row that is read.
        options.EnableThreadSafetyChecks(!services.GetRequiredService<IHostEnvironment>().IsProduction());

        // What fails here is thrown on, and logged once by whoever knows what it means.
        options.ConfigureWarnings(warnings => warnings.Log(
            (RelationalEventId.ConnectionError, LogLevel.Debug),
            (RelationalEventId.CommandError, LogLevel.Debug),
            (RelationalEventId.TransactionError, LogLevel.Debug),
            (CoreEventId.QueryIterationFailed, LogLevel.Debug),
            (CoreEventId.SaveChangesFailed, LogLevel.Debug)));
    }

    private static IDatabaseDialect Dialect(DatabaseSettings settings) => settings.Provider switch
    {
        "SqlServer" => new SqlServerDialect(settings.SqlServer.MaxBatchSize),
        "PostgreSql" => new PostgreSqlDialect(settings.RowSecurity),
        _ => new SqliteDialect(Enum.Parse<IntegrityCheck>(settings.Sqlite.CheckAtStart)),
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
