using System.Data.Common;
using System.Net.Sockets;
using IndirectProvider.Data;
using IndirectProvider.Data.PostgreSql;
using IndirectProvider.Data.Sqlite;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Databases;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IndirectProvider.Chaos.Servers;

/// <summary>The database under test, as the nodes and as the checks reach it.</summary>
internal sealed class ChaosDatabase
{
    private readonly DbContextOptions<PortalDbContext> seeingAll;

    private ChaosDatabase(IReadOnlyDictionary<string, string?> settings, DbContextOptions<PortalDbContext> seeingAll) =>
        (Settings, this.seeingAll) = (settings, seeingAll);

    /// <summary>The settings that point a portal at it, as environment variables are named.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    /// <summary>A new, empty one.</summary>
    /// <param name="kind"><see cref="TestDatabase.Sqlite"/> or <see cref="TestDatabase.PostgreSql"/>.</param>
    /// <param name="folder">Where files go.</param>
    /// <param name="rowSecurity">Whether PostgreSQL itself keeps tenants apart, too.</param>
    public static async Task<ChaosDatabase> NewAsync(string kind, string folder, bool rowSecurity = false)
    {
        if (kind == TestDatabase.PostgreSql)
        {
            return OnPostgreSql(await (await PostgreSqlServer.Instance).NewDatabaseAsync(), rowSecurity);
        }

        return InFile(Path.Combine(folder, "portal.db"));
    }

    /// <summary>A database of SQLite.</summary>
    public static ChaosDatabase InFile(string file)
    {
        var connection = $"Data Source={file}";
        return new(Named(TestDatabase.Sqlite, connection), Options(new SqliteDialect(), connection));
    }

    /// <summary>A database of PostgreSQL. The checks see past row-level security, and come through when all connections are cut.</summary>
    public static ChaosDatabase OnPostgreSql(string connection, bool rowSecurity)
    {
        // As an operator writes it: without the patience of tests, and with the driver's own pool.
        var plain = new NpgsqlConnectionStringBuilder(connection);
        foreach (var key in new[] { "Timeout", "Command Timeout", "Maximum Pool Size" })
        {
            plain.Remove(key);
        }

        var settings = Named(TestDatabase.PostgreSql, plain.ConnectionString);
        settings["Database__RowSecurity"] = rowSecurity ? "true" : "false";
        var all = new NpgsqlConnectionStringBuilder(connection) { Username = "postgres", Pooling = false };
        return new(settings, Options(new PostgreSqlDialect(), all.ConnectionString));
    }

    /// <summary>Reads rows past all filters.</summary>
    public async Task<T> ReadAsync<T>(Func<PortalDbContext, Task<T>> read)
    {
        await using var db = new PortalDb(seeingAll, new TenantScope());
        return await read(db.Open());
    }

    /// <summary>The same, or nothing when the database is away.</summary>
    public async Task<T?> TryReadAsync<T>(Func<PortalDbContext, Task<T>> read)
    {
        try
        {
            return await ReadAsync(read);
        }
        catch (Exception failure) when (failure.GetBaseException() is DbException or SocketException or IOException)
        {
            return default;
        }
    }

    private static Dictionary<string, string?> Named(string kind, string connection) => new()
    {
        ["Database__Provider"] = kind,
        ["ConnectionStrings__Portal"] = connection,
    };

    private static DbContextOptions<PortalDbContext> Options(IDatabaseDialect dialect, string connection)
    {
        var options = new DbContextOptionsBuilder<PortalDbContext>();
        dialect.Configure(options, connection);
        return options.Options;
    }
}
