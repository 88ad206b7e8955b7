using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Data;

[Trait("Database", "Own")]
public sealed class MigrationTests
{
    [Theory]
    [MemberData(nameof(Models.DatabaseNames), MemberType = typeof(Models))]
    public void No_change_of_the_model_lacks_its_migration(string database)
    {
        using var db = Models.Open(database);

        Assert.False(db.Database.HasPendingModelChanges(), $"The model has changed: run scripts/add-migration.sh ({database}).");
    }

    [Fact]
    public void All_databases_have_the_same_migrations()
    {
        var sqlite = Names("Sqlite");

        Assert.NotEmpty(sqlite);
        Assert.Equal(sqlite, Names("SqlServer"));
        Assert.Equal(sqlite, Names("PostgreSql"));
    }

    /// <summary>Without the time stamp, which differs by the seconds the tool needs.</summary>
    private static List<string> Names(string database)
    {
        using var db = Models.Open(database);
        return [.. db.Database.GetMigrations().Select(name => name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..])];
    }
}
