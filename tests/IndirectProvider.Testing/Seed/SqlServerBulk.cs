using System.Data;
using Microsoft.Data.SqlClient;

namespace IndirectProvider.Testing.Seed;

/// <summary>SqlBulkCopy with whole-table locks; indexes and foreign keys are switched off meanwhile and checked afterwards.</summary>
internal sealed class SqlServerBulk(string connectionString) : BulkDatabase
{
    // Indexes that foreign keys lean on stay, or those would go with them.
    private const string Indexes =
        """
        SELECT QUOTENAME(i.name) + ' ON ' + QUOTENAME(OBJECT_SCHEMA_NAME(i.object_id)) + '.' + QUOTENAME(OBJECT_NAME(i.object_id))
        FROM sys.indexes i JOIN sys.tables t ON t.object_id = i.object_id
        WHERE i.type = 2 AND i.is_primary_key = 0 AND i.is_unique_constraint = 0
        """;

    private const string Tables = "SELECT QUOTENAME(SCHEMA_NAME(schema_id)) + '.' + QUOTENAME(name) FROM sys.tables";

    private readonly SqlConnection connection = new(connectionString);
    private List<string> indexes = [];
    private List<string> tables = [];

    public override async Task BeginAsync()
    {
        await connection.OpenAsync();
        indexes = await ReadAsync(Indexes);
        tables = await ReadAsync(Tables);
        foreach (var table in tables)
        {
            await RunAsync($"ALTER TABLE {table} NOCHECK CONSTRAINT ALL");
        }

        foreach (var index in indexes)
        {
            await RunAsync($"ALTER INDEX {index} DISABLE");
        }
    }

    public override async Task WriteAsync(BulkTable table, IReadOnlyList<object?[]> rows)
    {
        using var data = new DataTable();
        using var copy = new SqlBulkCopy(connection, SqlBulkCopyOptions.TableLock, null) { DestinationTableName = $"[{table.Name}]", BulkCopyTimeout = 0 };
        foreach (var column in table.Columns)
        {
            data.Columns.Add(column.Name, column.Type.IsEnum ? typeof(int) : column.Type);
            copy.ColumnMappings.Add(column.Name, column.Name);
        }

        foreach (var row in rows)
        {
            data.Rows.Add([.. row.Select(value => value ?? DBNull.Value)]);
        }

        await copy.WriteToServerAsync(data);
    }

    public override async Task FinishAsync(Action<string> say)
    {
        foreach (var index in indexes)
        {
            say($"index {index}");
            await RunAsync($"ALTER INDEX {index} REBUILD");
        }

        foreach (var table in tables)
        {
            say($"foreign keys of {table}");
            await RunAsync($"ALTER TABLE {table} WITH CHECK CHECK CONSTRAINT ALL");
        }

        await RunAsync("EXEC sp_updatestats");
    }

    public override ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<List<string>> ReadAsync(string sql)
    {
        await using var command = new SqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> found = [];
        while (await reader.ReadAsync())
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }

    private async Task RunAsync(string sql)
    {
        await using var command = new SqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
