using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using IndirectProvider.Data;
using IndirectProvider.Data.PostgreSql;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IndirectProvider.Testing.Databases;

/// <summary>
/// A real PostgreSQL server of this test run, on a free port, in a temporary folder. It is started by the first test that
/// wants it and goes with the test process. The portal connects as an ordinary user that owns its databases.
/// </summary>
public sealed class PostgreSqlServer : IDisposable
{
    private const string Template = "portal_template";

    /// <summary>Speed, not safety: nothing here outlives the run.</summary>
    private const string Settings =
        "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c jit=off -c log_min_messages=fatal";

    private static readonly Lazy<Task<PostgreSqlServer>> Started = new(StartAsync);
    private static int _databases;

    private readonly TemporaryFolder _folder;
    private readonly int _port;
    private Process? _process;

    private PostgreSqlServer(TemporaryFolder folder, int port)
    {
        (_folder, _port) = (folder, port);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
    }

    /// <summary>The server, started when it is not running yet.</summary>
    public static Task<PostgreSqlServer> Instance => Started.Value;

    /// <summary>A server of one test's own, which the test may stop and start again.</summary>
    public static Task<PostgreSqlServer> OwnAsync() => StartAsync();

    /// <summary>Stops it, which cuts all connections.</summary>
    public void Stop()
    {
        if (_process is { } process)
        {
            _process = null;
            process.StandardInput.Close();
            process.WaitForExit(TimeSpan.FromSeconds(10));
            process.Dispose();
        }
    }

    /// <summary>Starts it again, on the same port with the same data.</summary>
    public async Task StartAgainAsync()
    {
        Launch();
        await WaitAsync();
    }

    /// <summary>Ends it for good.</summary>
    public void Dispose()
    {
        Stop();
        _folder.Dispose();
    }

    /// <summary>A new database with all tables, or none, and no rows.</summary>
    /// <returns>How the portal connects to it.</returns>
    public async Task<string> NewDatabaseAsync(bool withTables = true)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"portal_{Interlocked.Increment(ref _databases)}");
        await RunAsync($"CREATE DATABASE {name} OWNER portal TEMPLATE {(withTables ? Template : "template0")}");
        return ConnectionString(name);
    }

    /// <summary>Cuts all connections to a database of the run's server, and lets nobody in again.</summary>
    public static async Task RefuseConnectionsAsync(string database)
    {
        await (await Instance).RunAsync($"ALTER DATABASE {database} ALLOW_CONNECTIONS false");
        await EndConnectionsAsync(database);
    }

    /// <summary>Ends all connections to a database of the run's server, whatever pool they are in.</summary>
    public static async Task EndConnectionsAsync(string database) =>
        await (await Instance).RunAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'");

    /// <summary>Dumps a database, in use or not, and restores the dump into a new one.</summary>
    /// <param name="connectionString">How the portal connects to the one.</param>
    /// <returns>How it connects to the other.</returns>
    public async Task<string> DumpAndRestoreAsync(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        var restored = string.Create(CultureInfo.InvariantCulture, $"{name}_restored_{Interlocked.Increment(ref _databases)}");
        var server = string.Create(CultureInfo.InvariantCulture, $"--host=127.0.0.1 --port={_port} --username=postgres");
        var file = _folder.Combine($"{restored}.dump");
        await RunAsync($"CREATE DATABASE {restored} OWNER portal");
        await RunToEndAsync("/bin/sh", ["-c", $"'{Binaries()}/pg_dump' {server} --format=custom --file='{file}' {name}"]);
        await RunToEndAsync("/bin/sh", ["-c", $"'{Binaries()}/pg_restore' {server} --exit-on-error --no-owner --role=portal --dbname={restored} '{file}'"]);
        return ConnectionString(restored);
    }

    /// <summary>Cuts all connections of ordinary users.</summary>
    public Task CutConnectionsAsync() => RunAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'portal'");

    /// <summary>How to connect to a database; with more patience than people have, since tests are not about time.</summary>
    /// <param name="database">Its name.</param>
    /// <param name="user">The portal's ordinary user, or <c>postgres</c>, who may do everything.</param>
    public string ConnectionString(string database, string user = "portal") => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Database={database};Username={user};Maximum Pool Size=20;Timeout=60;Command Timeout=60;Include Error Detail=true");

    private static async Task<PostgreSqlServer> StartAsync()
    {
        var folder = new TemporaryFolder();
        var binaries = Binaries();
        var port = FreePort();
        var data = folder.Combine("data");
        if (Environment.IsPrivilegedProcess)
        {
            await RunToEndAsync("chown", ["postgres", folder.FullName]);
        }

        await RunToEndAsync(
            "/bin/sh", ["-c", AsServerUser($"'{binaries}/initdb' -D '{data}' -U postgres -A trust --no-sync -E UTF8 --locale=C.UTF-8")]);

        var server = new PostgreSqlServer(folder, port);
        server.Launch();
        await server.PrepareAsync();
        return server;
    }

    private void Launch()
    {
        // The server ends when this process does, however it ends: then its standard input closes.
        var command = AsServerUser($"'{Binaries()}/postgres' -D '{_folder.Combine("data")}' -p {_port.ToString(CultureInfo.InvariantCulture)} {Settings}");
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"{command} </dev/null & server=$!; cat >/dev/null; kill -INT $server; wait $server"])
        {
            RedirectStandardInput = true,
        };
        _process = Process.Start(start)!;
    }

    /// <summary>PostgreSQL refuses to run as root; the Debian package brings a user for it.</summary>
    private static string AsServerUser(string command) =>
        Environment.IsPrivilegedProcess ? $"exec setpriv --reuid postgres --regid postgres --clear-groups {command}" : $"exec {command}";

    private async Task PrepareAsync()
    {
        await WaitAsync();
        await RunAsync("CREATE ROLE portal LOGIN CREATEDB");
        await RunAsync($"CREATE DATABASE {Template} OWNER portal");
        var options = new DbContextOptionsBuilder<PortalDbContext>();
        new PostgreSqlDialect().Configure(options, ConnectionString(Template) + ";Pooling=false");
        await using var db = new PortalDbContext(options.Options, new TenantScope());
        await db.Database.MigrateAsync();
    }

    private async Task WaitAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await RunAsync("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (attempt < 100)
            {
                await Task.Delay(100);
            }
        }
    }

    private async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres", "postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Where Debian and Ubuntu keep the server's programs, the newest version first; or wherever the path leads.</summary>
    private static string Binaries()
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian)
            ? Directory.EnumerateDirectories(debian).OrderByDescending(d => int.Parse(Path.GetFileName(d), CultureInfo.InvariantCulture)).Select(d => Path.Combine(d, "bin"))
            : [];
        return versions.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")))
            ?? throw new InvalidOperationException("PostgreSQL is not installed (apt-get install postgresql); scripts/test.sh does that.");
    }

    private static async Task RunToEndAsync(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var complaint = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} failed: {await complaint}");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
