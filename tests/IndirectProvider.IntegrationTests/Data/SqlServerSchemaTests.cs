using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace IndirectProvider.IntegrationTests.Data;

/// <summary>
/// The schema for SQL Server, judged without a server: its own parser and schema compiler read the scripts that model
/// and migrations make, and two rules look at what only a server would refuse.
/// </summary>
[Trait("Database", "Own")]
public sealed class SqlServerSchemaTests
{
    private const int LongestIndexKey = 1700;
    private const int LongestClusteredKey = 900;

    [Fact]
    public void The_model_makes_a_valid_schema()
    {
        using var db = Models.Open("SqlServer");
        using var schema = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        foreach (var batch in db.Database.GenerateCreateScript().Split("\nGO", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            schema.AddObjects(batch);
        }

        Assert.NotEmpty(schema.GetObjects(DacQueryScopes.UserDefined, Table.TypeClass));
        Assert.Empty(schema.Validate().Select(message => message.ToString()));
    }

    [Theory]
    [InlineData(MigrationsSqlGenerationOptions.Default)]
    [InlineData(MigrationsSqlGenerationOptions.Idempotent)]
    public void The_migrations_make_a_script_that_can_be_read(MigrationsSqlGenerationOptions options)
    {
        using var db = Models.Open("SqlServer");
        using var script = new StringReader(db.GetService<IMigrator>().GenerateScript(options: options));

        new TSql160Parser(initialQuotedIdentifiers: true).Parse(script, out var errors);

        Assert.Empty(errors.Select(error => $"line {error.Line}: {error.Message}"));
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

    private static int Length(IReadOnlyProperty property)
    {
        var type = property.GetColumnType() ?? "";
        var size = property.GetMaxLength();
        return type.StartsWith("nvarchar", StringComparison.Ordinal) ? (size ?? int.MaxValue / 64) * 2
            : type.StartsWith("varbinary", StringComparison.Ordinal) ? size ?? int.MaxValue / 64
            : 16;
    }
}
