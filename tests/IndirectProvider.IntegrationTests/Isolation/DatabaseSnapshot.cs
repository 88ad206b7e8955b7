using System.Security.Cryptography;
using System.Text;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Isolation;

/// <summary>A portal's whole database as it was once: to see what has changed since, and to have it back.</summary>
public sealed class DatabaseSnapshot : IDisposable
{
    private const int Busy = 5;
    private const int Locked = 6;

    // A session's row says when it was last seen, and a worker seals the activity log, and workers note their turns: no change of anybody's data.
    private static readonly string[] Uninteresting = ["Sessions", "ListExports", "AuditSeals", "WorkerTurns"];

    private readonly SqliteConnection _live;
    private readonly SqliteConnection _kept = new("Data Source=:memory:");
    private readonly Dictionary<string, string> _tables;
    private long _version;

    private DatabaseSnapshot(string connection)
    {
        _live = new SqliteConnection($"{connection};Pooling=False");
        _live.Open();
        _kept.Open();
        Read(_live, "PRAGMA synchronous = OFF", _ => 0);
        _live.BackupDatabase(_kept);
        _tables = Tables(_kept);
        _version = Version();
    }

    /// <summary>Waits until the portal has sent its mail, so that nothing but requests changes rows from here on, and takes one.</summary>
    public static async Task<DatabaseSnapshot> TakeAsync(PortalFactory portal)
    {
        var given = new GivenPortal(portal);
        while (await given.ReadAsync(db => db.OutgoingMails.AnyAsync(m => m.SentAt == null)))
        {
            await Task.Delay(50);
        }

        return new DatabaseSnapshot(portal.Database.ConnectionString);
    }

    /// <summary>The tables of which a row was added, changed or removed.</summary>
    public IReadOnlyList<string> Changed()
    {
        if (Version() == _version)
        {
            return [];
        }

        var now = Tables(_live);
        return [.. _tables.Keys.Where(table => now[table] != _tables[table])];
    }

    /// <summary>
    /// The tables in which a row that names one of these ids was changed or removed, and those in which there is one more.
    /// </summary>
    public (IReadOnlyList<string> Changed, IReadOnlyList<string> Added) ChangedAbout(IEnumerable<Guid> ids)
    {
        if (Version() == _version)
        {
            return ([], []);
        }

        var named = ids.Select(id => id.ToString()).ToList();
        var rows = Changed().Select(table => (Table: table, Before: About(_kept, table, named), Now: About(_live, table, named))).ToList();
        return (
            [.. rows.Where(row => !row.Before.IsSubsetOf(row.Now)).Select(row => row.Table)],
            [.. rows.Where(row => !row.Now.IsSubsetOf(row.Before)).Select(row => row.Table)]);
    }

    /// <summary>Makes everything as it was.</summary>
    public async Task RestoreAsync()
    {
        while (Version() != _version)
        {
            try
            {
                _kept.BackupDatabase(_live);
                _version = Version();
            }
            catch (SqliteException failure) when (failure.SqliteErrorCode is Busy or Locked)
            {
                // A worker is writing, such as that a mail was sent.
                await Task.Delay(10);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _live.Dispose();
        _kept.Dispose();
    }

    /// <summary>Another number whenever somebody else has written.</summary>
    private long Version() => Read(_live, "PRAGMA data_version", reader => reader.GetInt64(0)).Single();

    private static Dictionary<string, string> Tables(SqliteConnection database) =>
        Read(database, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", reader => reader.GetString(0))
            .Except(Uninteresting)
            .ToDictionary(table => table, table => Fingerprint(database, table));

    private static HashSet<string> About(SqliteConnection database, string table, List<string> ids) =>
        [.. Read(database, $"SELECT * FROM \"{table}\"", Row).Where(row => ids.Exists(id => row.Contains(id, StringComparison.OrdinalIgnoreCase)))];

    private static string Fingerprint(SqliteConnection database, string table)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in Read(database, $"SELECT * FROM \"{table}\" ORDER BY rowid", Row))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(row));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static string Row(SqliteDataReader reader) => string.Join('|', Enumerable.Range(0, reader.FieldCount)
        .Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : $"{reader.GetValue(i)}"));

    private static List<T> Read<T>(SqliteConnection database, string sql, Func<SqliteDataReader, T> read)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
