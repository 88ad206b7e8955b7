using System.Text;
using Npgsql;

namespace IndirectProvider.Testing.Databases;

/// <summary>
/// The database of one test portal: a SQLite file of its own or, with <c>TEST_DATABASE=PostgreSql</c>, a database of its own
/// on the test run's server, behind row-level security.
/// </summary>
public abstract class TestDatabase
{
    /// <summary>The settings that point a portal at it.</summary>
    public abstract IReadOnlyDictionary<string, string?> Settings { get; }

    /// <summary>Everything it holds, to search for what must not stand there.</summary>
    public abstract byte[] Content();

    /// <summary>A new, empty one.</summary>
    /// <param name="folder">Where files go.</param>
    /// <param name="postgreSql">Whether it has to be PostgreSQL, whatever the test run is on.</param>
    public static TestDatabase New(TemporaryFolder folder, bool postgreSql = false) =>
        postgreSql || Environment.GetEnvironmentVariable("TEST_DATABASE") == "PostgreSql"
            ? new PostgreSql(Task.Run(async () => await (await PostgreSqlServer.Instance).NewDatabaseAsync()).GetAwaiter().GetResult())
            : new SqliteFile(folder.Combine("portal.db"));

    private sealed class SqliteFile(string file) : TestDatabase
    {
        public override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
        {
            ["Database:Provider"] = "Sqlite",
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
    }

    private sealed class PostgreSql(string connectionString) : TestDatabase
    {
        public override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
        {
            ["Database:Provider"] = "PostgreSql",
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
