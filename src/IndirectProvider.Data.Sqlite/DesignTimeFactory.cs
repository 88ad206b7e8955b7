using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace IndirectProvider.Data.Sqlite;

/// <summary>Lets the migration tool build the model without the portal; it never connects.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PortalDbContext>
{
    /// <inheritdoc/>
    public PortalDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<PortalDbContext>();
        new SqliteDialect().Configure(options, "Data Source=design-time.db");
        return new PortalDbContext(options.Options, new TenantScope());
    }
}
