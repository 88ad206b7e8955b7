using IndirectProvider.Data;
using IndirectProvider.Data.PostgreSql;
using IndirectProvider.Data.Sqlite;
using IndirectProvider.Data.SqlServer;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Data;

/// <summary>The portal's model as each database and each viewpoint sees it; nothing is connected.</summary>
internal static class Models
{
    private static readonly Dictionary<string, (IDatabaseDialect Dialect, string ConnectionString)> Databases = new()
    {
        ["Sqlite"] = (new SqliteDialect(), "Data Source=unused.db"),
        ["SqlServer"] = (new SqlServerDialect(), "Server=unused;Database=portal"),
        ["PostgreSql"] = (new PostgreSqlDialect(), "Host=unused;Database=portal"),
    };

    public static TheoryData<string> DatabaseNames => [.. Databases.Keys];

    public static PortalDbContext Open(string database, OrganisationKind? kind = null, bool isLimited = false)
    {
        var (dialect, connectionString) = Databases[database];
        var options = new DbContextOptionsBuilder<PortalDbContext>();
        dialect.Configure(options, connectionString);
        var scope = new TenantScope();
        if (kind is { } organisation)
        {
            scope.ActFor(organisation, Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Actor.Portal, isLimited);
        }

        return new PortalDbContext(options.Options, scope);
    }
}
