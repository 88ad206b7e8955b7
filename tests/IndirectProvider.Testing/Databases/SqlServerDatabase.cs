using System.Globalization;
using System.Text;
using Microsoft.Data.SqlClient;

namespace IndirectProvider.Testing.Databases;

/// <summary>
/// A database of its own on a SQL Server, or on whatever speaks its protocol: made and dropped by the plainest statements there are.
/// </summary>
internal sealed class SqlServerDatabase : TestDatabase
{
    private readonly string _server;
    private readonly string _name = $"portal_{Guid.NewGuid():N}";

    public SqlServerDatabase(string server)
    {
        _server = server;
        Run(_server, $"CREATE DATABASE {_name}");

        // More patience than people have, since tests are not about time.
        var connection = new SqlConnectionStringBuilder(server) { InitialCatalog = _name, ConnectTimeout = 60, CommandTimeout = 60 };
        Settings = new Dictionary<string, string?>
        {
            ["Database:Provider"] = SqlServer,
            ["Database:SqlServer:MaxBatchSize"] = Environment.GetEnvironmentVariable("Database__SqlServer__MaxBatchSize"),
            ["ConnectionStrings:Portal"] = connection.ConnectionString,
        };
    }

    public override IReadOnlyDictionary<string, string?> Settings { get; }

    public override byte[] Content()
    {
        var content = new StringBuilder();
        foreach (var table in Rows("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES").ToList())
        {
            content.AppendJoin('\n', Rows($"SELECT * FROM [{table}]"));
        }

        return Encoding.UTF8.GetBytes(content.ToString());
    }

    public override void Dispose()
    {
        // The portal completes its connection string, so which pool is its own only the portal knows.
        SqlConnection.ClearAllPools();
        Run(_server, $"DROP DATABASE {_name}");
    }

    private static void Run(string connectionString, string sql)
    {
        using var connection = new SqlConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Rows as text; bytes in hexadecimal digits, as the search for secrets knows them, too.</summary>
    private IEnumerable<string> Rows(string sql)
    {
        using var connection = new SqlConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return string.Join('\t', Enumerable.Range(0, reader.FieldCount).Select(i =>
                reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)));
        }
    }
}
