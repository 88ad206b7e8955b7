using Npgsql;
using NpgsqlTypes;

namespace IndirectProvider.Testing.Seed;

/// <summary>Binary COPY, a connection for each table, without indexes and foreign keys, which are made again from the catalogue.</summary>
internal sealed class PostgreSqlBulk(string connectionString) : BulkDatabase
{
    private readonly string connectionString =
        new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0, Options = "-c maintenance_work_mem=512MB -c synchronous_commit=off" }.ConnectionString;

    private readonly Dictionary<string, (NpgsqlConnection Connection, NpgsqlBinaryImporter Copy, NpgsqlDbType?[] Types)> copies = [];
    private List<string> again = [];

    public override async Task BeginAsync()
    {
        await using var connection = await OpenAsync();
        var foreign = await ReadAsync(connection, "f");
        var indexes = new List<(string Drop, string Make)>();
        await using (var command = new NpgsqlCommand(
            """
            SELECT format('DROP INDEX %I', c.relname), pg_get_indexdef(i.indexrelid)
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
            WHERE c.relnamespace = current_schema()::regnamespace AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u'))
            ORDER BY i.indrelid::regclass::text, c.relname
            """,
            connection))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                indexes.Add((reader.GetString(0), reader.GetString(1)));
            }
        }

        List<(string Drop, string Make)> keys = [.. (await ReadAsync(connection, "p")).Concat(await ReadAsync(connection, "u"))];
        foreach (var (drop, _) in foreign.Concat(indexes).Concat(keys))
        {
            await RunAsync(connection, drop);
        }

        again = [.. keys.Concat(indexes).Concat(foreign).Select(thing => thing.Make)];
    }

    public override async Task WriteAsync(BulkTable table, IReadOnlyList<object?[]> rows)
    {
        if (!copies.TryGetValue(table.Name, out var copy))
        {
            var connection = await OpenAsync();
            var columns = string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""));
            copies[table.Name] = copy = (
                connection,
                await connection.BeginBinaryImportAsync($"COPY \"{table.Name}\" ({columns}) FROM STDIN (FORMAT BINARY)"),
                [.. table.Columns.Select(c => TypeOf(c.StoreType))]);
            copy.Copy.Timeout = Timeout.InfiniteTimeSpan;
        }

        foreach (var row in rows)
        {
            copy.Copy.StartRow();
            for (var i = 0; i < row.Length; i++)
            {
                Write(copy.Copy, row[i], copy.Types[i]);
            }
        }
    }

    public override async Task FinishAsync(Action<string> say)
    {
        foreach (var (connection, copy, _) in copies.Values)
        {
            await copy.CompleteAsync();
            await copy.DisposeAsync();
            await connection.DisposeAsync();
        }

        copies.Clear();
        await using var one = await OpenAsync();
        foreach (var make in again)
        {
            say(make);
            await RunAsync(one, make);
        }

        say("vacuum analyze");
        await RunAsync(one, "VACUUM ANALYZE");
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var (connection, copy, _) in copies.Values)
        {
            await copy.DisposeAsync();
            await connection.DisposeAsync();
        }
    }

    private static void Write(NpgsqlBinaryImporter copy, object? value, NpgsqlDbType? type)
    {
        switch (value)
        {
            case null:
                copy.WriteNull();
                break;
            case string text:
                copy.Write(text);
                break;
            case Guid id:
                copy.Write(id);
                break;
            case DateTime time:
                copy.Write(time, NpgsqlDbType.TimestampTz);
                break;
            case int number:
                copy.Write(number);
                break;
            case long number:
                copy.Write(number);
                break;
            case bool flag:
                copy.Write(flag);
                break;
            case Enum flags:
                copy.Write(Convert.ToInt32(flags, System.Globalization.CultureInfo.InvariantCulture));
                break;
            default:
                copy.Write(value, type ?? throw new NotSupportedException($"{value.GetType()} is not stored in any column so far."));
                break;
        }
    }

    private static NpgsqlDbType? TypeOf(string storeType) => storeType switch
    {
        "bytea" => NpgsqlDbType.Bytea,
        "date" => NpgsqlDbType.Date,
        _ => null,
    };

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<List<(string Drop, string Make)>> ReadAsync(NpgsqlConnection connection, string kind)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
                   format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
            FROM pg_constraint
            WHERE contype = $1::"char" AND connamespace = current_schema()::regnamespace AND conrelid::regclass::text <> '"__EFMigrationsHistory"'
            ORDER BY conrelid::regclass::text, conname
            """,
            connection) { Parameters = { new() { Value = kind } } };
        List<(string, string)> found = [];
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            found.Add((reader.GetString(0), reader.GetString(1)));
        }

        return found;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
