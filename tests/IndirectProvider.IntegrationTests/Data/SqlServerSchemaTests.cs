using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.Dac.Model;

namespace IndirectProvider.IntegrationTests.Data;

/// <summary>
/// The schema for SQL Server, judged without a server: its own parser and schema compiler read the script the
/// migrations make, and two rules look at what only a server would refuse.
/// </summary>
public sealed class SqlServerSchemaTests
{
    private const int LongestIndexKey = 1700;
    private const int LongestClusteredKey = 900;

    [Fact]
    public void The_migrations_script_is_a_valid_schema()
    {
        using var db = Models.Open("SqlServer");
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.NoTransactions);
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());

        // The history of migrations is data, and data is no part of a schema.
        foreach (var batch in script.Split("\nGO", StringSplitOptions.TrimEntries).Where(IsSchema))
        {
            model.AddObjects(batch);
        }

        Assert.NotEmpty(model.GetObjects(DacQueryScopes.UserDefined, Table.TypeClass));
        Assert.Empty(model.Validate().Select(message => message.ToString()));
    }

    [Fact]
    public void No_row_is_deleted_in_passing()
    {
        using var db = Models.Open("SqlServer");

        Assert.Empty(
            from table in db.Model.GetEntityTypes()
            from key in table.GetForeignKeys()
            where !key.IsOwnership && key.DeleteBehavior is not (DeleteBehavior.Restrict or DeleteBehavior.NoAction)
            select $"{table.DisplayName()} -> {key.PrincipalEntityType.DisplayName()}: {key.DeleteBehavior}");
    }

    [Fact]
    public void Keys_are_short_enough()
    {
        using var db = Models.Open("SqlServer");

        Assert.Empty(
            from table in db.Model.GetEntityTypes()
            from key in table.GetIndexes().Select(index => (Name: index.GetDatabaseName(), index.Properties, Longest: LongestIndexKey))
                .Concat(table.GetKeys().Select(key => (Name: key.GetName(), key.Properties, Longest: key.IsPrimaryKey() ? LongestClusteredKey : LongestIndexKey)))
            let length = key.Properties.Sum(Length)
            where length > key.Longest
            select string.Create(CultureInfo.InvariantCulture, $"{key.Name}: {length} bytes"));
    }

    private static bool IsSchema(string batch) =>
        batch.Length > 0
        && !batch.Contains("__EFMigrationsHistory", StringComparison.Ordinal)
        && (batch.StartsWith("CREATE", StringComparison.Ordinal) || batch.StartsWith("ALTER", StringComparison.Ordinal));

    private static int Length(IReadOnlyProperty property)
    {
        var type = property.GetColumnType() ?? "";
        var size = property.GetMaxLength();
        return type.StartsWith("nvarchar", StringComparison.Ordinal) ? (size ?? int.MaxValue / 64) * 2
            : type.StartsWith("varbinary", StringComparison.Ordinal) ? size ?? int.MaxValue / 64
            : 16;
    }
}
