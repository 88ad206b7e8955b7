using System.Text;
using Npgsql;

namespace IndirectProvider.Testing.Databases;

/// <summary>
/// The database of one test portal: a SQLite file of its own or, with <c>TEST_DATABASE=PostgreSql</c>, a database of its own
/// on the test run's server, behind row-level security; with <c>TEST_DATABASE=SqlServer</c> one on the server that
/// <c>TEST_SQLSERVER</c> leads to.
/// </summary>
public abstract class TestDatabase : IDisposable
{
    /// <summary>An embedded file.</summary>
    public const string Sqlite = "Sqlite";

    /// <summary>A database on a real server.</summary>
    public const string PostgreSql = "PostgreSql";

    /// <summary>A database on the server that <see cref="SqlServerConnection"/> leads to.</summary>
    public const string SqlServer = "SqlServer";

    /// <summary>Connection string to a SQL Server, with or without a database's name; null: there is none.</summary>
    public static string? SqlServerConnection { get; } = Environment.GetEnvironmentVariable("TEST_SQLSERVER") is { Length: > 0 } given ? given : null;

    /// <summary>The kind this test run is on.</summary>
    public static string OfThisRun { get; } = Environment.GetEnvironmentVariable("TEST_DATABASE") ?? Sqlite;

    /// <summary>The settings that point a portal at it.</summary>
    public abstract IReadOnlyDictionary<string, string?> Settings { get; }

    /// <summary>How to connect to it.</summary>
    public string ConnectionString => Settings["ConnectionStrings:Portal"]!;

    /// <summary>Everything it holds, to search for what must not stand there.</summary>
    public abstract byte[] Content();

    /// <summary>Lets go of it.</summary>
    public abstract void Dispose();

    /// <summary>A new, empty one.</summary>
    /// <param name="folder">Where files go.</param>
    /// <param name="kind"><see cref="Sqlite"/>, <see cref="PostgreSql"/> or <see cref="SqlServer"/>.</param>
    /// <param name="withTables">Whether migrations may have run already, which saves time; false for tests of the migrations at start.</param>
    public static TestDatabase New(TemporaryFolder folder, string kind, bool withTables = true) => kind switch
    {
        PostgreSql => new OnServer(Task.Run(async () => await (await PostgreSqlServer.Instance).NewDatabaseAsync(withTables)).GetAwaiter().GetResult()),
        SqlServer => new SqlServerDatabase(SqlServerConnection ?? throw new InvalidOperationException("TEST_SQLSERVER holds no connection string.")),
        _ => new SqliteFile(folder.Combine("portal.db")),
    };

    private sealed class SqliteFile(string file) : TestDatabase
    {
        public override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
        {
            ["Database:Provider"] = Sqlite,
            ["ConnectionStrings:Portal"] = $"Data Source={file}",
        };

        /// <summary>The file and its journal, deleted rows included; it is open while it is read.</summary>
        public override byte[] Content()
        {
            using var content = new MemoryStream();
            foreach (var part in new[] { file, file + "-wal" }.Where(File.Exists))
            {
                using var stream = new FileStream(part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                stream.CopyTo(content);
            }

            return content.ToArray();
        }

        /// <summary>The file goes with its folder.</summary>
        public override void Dispose()
        {
        }
    }

    private sealed class OnServer(string connectionString) : TestDatabase
    {
        public override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
        {
            ["Database:Provider"] = PostgreSql,
            ["Database:RowSecurity"] = "true",
            ["ConnectionStrings:Portal"] = connectionString,
        };

        public override byte[] Content()
        {
            var allSeeing = new NpgsqlConnectionStringBuilder(connectionString) { Username = "postgres" };
            using var connection = new NpgsqlConnection(allSeeing.ConnectionString);
            connection.Open();
            var tables = Column(connection, "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace");
            return Encoding.UTF8.GetBytes(string.Join('\n', tables.SelectMany(table => Column(connection, $"SELECT t::text FROM \"{table}\" t"))));
        }

        /// <summary>Gives the connections back, which are few; the database goes with the server.</summary>
        public override void Dispose()
        {
            var database = new NpgsqlConnectionStringBuilder(connectionString).Database!;
            Task.Run(() => PostgreSqlServer.EndConnectionsAsync(database)).GetAwaiter().GetResult();
        }

        private static List<string> Column(NpgsqlConnection connection, string sql)
        {
            using var command = new NpgsqlCommand(sql, connection);
            using var reader = command.ExecuteReader();
            var rows = new List<string>();
            while (reader.Read())
            {
                rows.Add(reader.GetString(0));
            }

            return rows;
        }
    }
}
