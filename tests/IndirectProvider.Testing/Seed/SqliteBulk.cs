using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IndirectProvider.Testing.Seed;

/// <summary>Prepared statements in one transaction without journal; a file that breaks meanwhile is thrown away.</summary>
internal sealed class SqliteBulk(string connectionString) : BulkDatabase
{
    private readonly SqliteConnection connection = new(new SqliteConnectionStringBuilder(connectionString) { Pooling = false, ForeignKeys = false }.ToString());
    private readonly Dictionary<string, sqlite3_stmt> inserts = [];
    private readonly List<(string Name, string Sql)> indexes = [];
    private readonly byte[] text = new byte[64];

    public override async Task BeginAsync()
    {
        // A connection that waits in a pool would keep the journal from being switched off.
        SqliteConnection.ClearAllPools();
        await connection.OpenAsync();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY tbl_name, name";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                indexes.Add((reader.GetString(0), reader.GetString(1)));
            }
        }

        Run("PRAGMA journal_mode = OFF");
        foreach (var (name, _) in indexes)
        {
            Run($"DROP INDEX \"{name}\"");
        }

        Run("PRAGMA synchronous = OFF");
        Run("PRAGMA locking_mode = EXCLUSIVE");
        Run("PRAGMA cache_size = -2000000");
        Run("PRAGMA threads = 2");
        Run("BEGIN");
    }

    public override Task WriteAsync(BulkTable table, IReadOnlyList<object?[]> rows)
    {
        if (!inserts.TryGetValue(table.Name, out var insert))
        {
            var sql = $"INSERT INTO \"{table.Name}\" ({string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""))}) VALUES ({string.Join(", ", table.Columns.Select(_ => "?"))})";
            Check(raw.sqlite3_prepare_v2(connection.Handle, sql, out insert));
            inserts[table.Name] = insert;
        }

        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                Check(Bind(insert, i + 1, row[i]));
            }

            Check(raw.sqlite3_step(insert), raw.SQLITE_DONE);
            Check(raw.sqlite3_reset(insert));
        }

        return Task.CompletedTask;
    }

    public override Task FinishAsync(Action<string> say)
    {
        Release();
        Run("COMMIT");
        foreach (var (name, sql) in indexes)
        {
            say($"index {name}");
            Run(sql);
        }

        // As the portal looks at its tables when it starts; to read every index to its end would take minutes.
        say("analyze");
        Run("PRAGMA analysis_limit = 100000");
        Run("ANALYZE");
        Run("PRAGMA locking_mode = NORMAL");
        Run("PRAGMA synchronous = FULL");
        Run("PRAGMA journal_mode = WAL");
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        Release();
        return connection.DisposeAsync();
    }

    private void Release()
    {
        foreach (var insert in inserts.Values)
        {
            insert.Dispose();
        }

        inserts.Clear();
    }

    /// <summary>As the framework's own driver stores it; a test compares the two.</summary>
    private int Bind(sqlite3_stmt insert, int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(insert, place),
        string s => raw.sqlite3_bind_text(insert, place, s),
        Guid id => Text(insert, place, Write(id)),
        DateTime time => Text(insert, place, Write(time)),
        DateOnly day => Text(insert, place, Write(day)),
        int number => raw.sqlite3_bind_int(insert, place, number),
        long number => raw.sqlite3_bind_int64(insert, place, number),
        bool flag => raw.sqlite3_bind_int(insert, place, flag ? 1 : 0),
        byte[] bytes => raw.sqlite3_bind_blob(insert, place, bytes),
        Enum flags => raw.sqlite3_bind_int64(insert, place, Convert.ToInt64(flags, CultureInfo.InvariantCulture)),
        _ => throw new NotSupportedException($"{value.GetType()} is not stored in any column so far."),
    };

    private int Text(sqlite3_stmt insert, int place, int length) => raw.sqlite3_bind_text(insert, place, text.AsSpan(0, length));

    private int Write(Guid id)
    {
        id.TryFormat(text, out var length);
        Ascii.ToUpperInPlace(text.AsSpan(0, length), out _);
        return length;
    }

    private int Write(DateTime time)
    {
        time.TryFormat(text, out var length, "yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
        return length;
    }

    private int Write(DateOnly day)
    {
        day.TryFormat(text, out var length, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return length;
    }

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }

    private void Check(int answer, int expected = raw.SQLITE_OK)
    {
        if (answer != expected)
        {
            throw new InvalidOperationException(raw.sqlite3_errmsg(connection.Handle).utf8_to_string());
        }
    }
}
