using IndirectProvider.Data;
using IndirectProvider.Data.Sqlite;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing;
using IndirectProvider.Testing.Databases;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace IndirectProvider.IntegrationTests.Hosting;

/// <summary>What the portal starts on, what it refuses, and what a killed one leaves behind.</summary>
[Trait("Database", "Own")]
public sealed class DatabaseStartTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string File => folder.Combine("portal.db");

    private Dictionary<string, string?> Settings => new()
    {
        ["ConnectionStrings:Portal"] = $"Data Source={File}",
        ["Mail:Pickup:Folder"] = folder.Combine("mail"),
    };

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task One_process_has_a_SQLite_file_until_it_is_killed()
    {
        await using var first = await PortalProcess.StartAsync(Settings);

        var second = await PortalProcess.RunAsync(Settings);
        Assert.Equal(1, second.Code);
        Assert.Equal(
            $"The portal can't start: Another portal process uses {File}. SQLite is for one process: stop the other one, or let several share SQL Server or PostgreSQL.",
            second.Error);
        var migrate = await PortalProcess.RunAsync(Settings, "migrate");
        Assert.Equal(2, migrate.Code);
        Assert.Contains("Another portal process uses", migrate.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await PortalProcess.RunAsync(Settings, "verify-log")).Code);

        await first.KillAsync();
        await using var third = await PortalProcess.StartAsync(Settings);
        Assert.True(System.IO.File.Exists($"{File}.lock"));
    }

    [Fact]
    public async Task What_a_process_killed_while_it_migrated_left_behind_holds_nobody_up()
    {
        await OlderDatabaseAsync();
        await ExecuteAsync("""
            CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00');
            """);
        await System.IO.File.WriteAllTextAsync($"{File}.migrating", "half of a copy");
        await System.IO.File.WriteAllTextAsync($"{File}.migrating-wal", "half of its journal");

        await using var portal = new PortalFactory(new() { Database = TestDatabase.Sqlite, Settings = Settings });
        Assert.Equal(1, await new GivenPortal(portal).ReadAsync(db => db.Users.CountAsync()));
        Assert.Empty(await new GivenPortal(portal).ReadAsync(db => db.Database.GetPendingMigrationsAsync()));
        Assert.False(System.IO.File.Exists($"{File}.migrating"));
        Assert.False(System.IO.File.Exists($"{File}.migrating-wal"));
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused_and_left_as_it_is()
    {
        await using (var portal = new PortalFactory(new() { Database = TestDatabase.Sqlite, Settings = Settings }))
        {
            await new GivenPortal(portal).OperatorAsync();
        }

        await ExecuteAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_FlyingCustomers', '99.0.0')");
        SqliteConnection.ClearAllPools();
        var before = await System.IO.File.ReadAllBytesAsync(File);

        var start = await PortalProcess.RunAsync(Settings);
        Assert.Equal(1, start.Code);
        Assert.StartsWith("The portal can't start: The database belongs to a newer version of the portal, the one with 29990101000000_FlyingCustomers", start.Error, StringComparison.Ordinal);
        foreach (var command in new string[][] { ["migrate"], ["verify-log"], ["create-operator", "new@portal.example"] })
        {
            var run = await PortalProcess.RunAsync(Settings, command);
            Assert.Equal(2, run.Code);
            Assert.StartsWith("The database belongs to a newer version", run.Error, StringComparison.Ordinal);
        }

        Assert.Equal(before, await System.IO.File.ReadAllBytesAsync(File));
    }

    [Fact]
    public async Task A_server_s_database_of_a_newer_program_is_refused_too()
    {
        using var database = TestDatabase.New(folder, TestDatabase.PostgreSql);
        await using (var connection = new NpgsqlConnection(database.ConnectionString))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_FlyingCustomers', '99.0.0')", connection);
            await command.ExecuteNonQueryAsync();
        }

        var start = await PortalProcess.RunAsync(database.Settings);

        Assert.Equal(1, start.Code);
        Assert.Contains("29990101000000_FlyingCustomers", start.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Quick")]
    [InlineData("Full")]
    [InlineData("Off")]
    public async Task What_is_no_database_is_refused(string check)
    {
        await System.IO.File.WriteAllTextAsync(File, string.Concat(Enumerable.Repeat("The minutes of the last meeting.\n", 200)));

        var start = await PortalProcess.RunAsync(new Dictionary<string, string?>(Settings) { ["Database:Sqlite:CheckAtStart"] = check });

        Assert.Equal(1, start.Code);
        Assert.StartsWith($"The portal can't start: {File} is damaged or is no SQLite database", start.Error, StringComparison.Ordinal);
        Assert.Contains("restore a backup", start.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', start.Error);
    }

    [Fact]
    public async Task A_damaged_database_is_refused()
    {
        await OlderDatabaseAsync();
        await ExecuteAsync("PRAGMA journal_mode = DELETE");
        SqliteConnection.ClearAllPools();
        await using (var file = System.IO.File.OpenWrite(File))
        {
            // Behind the first pages, which hold the list of tables.
            file.Position = file.Length / 2;
            var damage = new byte[file.Length / 4];
            Array.Fill(damage, (byte)0xA5);
            await file.WriteAsync(damage);
        }

        var start = await PortalProcess.RunAsync(Settings);
        Assert.Equal(1, start.Code);
        Assert.StartsWith($"The portal can't start: {File} is damaged", start.Error, StringComparison.Ordinal);
        Assert.Contains("CheckAtStart", (await PortalProcess.RunAsync(new Dictionary<string, string?>(Settings) { ["Database:Sqlite:CheckAtStart"] = "Sometimes" })).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production", 0)]
    [InlineData("Development", 2)]
    public async Task Three_nodes_start_on_one_empty_database_as_one(string environment, int providers)
    {
        using var database = TestDatabase.New(folder, TestDatabase.PostgreSql, withTables: false);
        var options = new PortalOptions
        {
            Shared = database,
            Environment = environment,
            Settings = new Dictionary<string, string?> { ["Portal:FirstOperator"] = "boss@portal.example", ["Demo:Password"] = environment == "Development" ? "Harbour-Lights-2026" : "" },
        };
        await using var one = new PortalFactory(options);
        await using var two = new PortalFactory(options);
        await using var three = new PortalFactory(options);

        await Task.WhenAll(new[] { one, two, three }.Select(node => Task.Run(() => node.Services)));

        var given = new GivenPortal(two);
        Assert.Equal(1, await given.ReadAsync(db => db.Users.CountAsync(u => u.Organisation == OrganisationKind.Operator)));
        Assert.Equal(providers, await given.ReadAsync(db => db.Providers.CountAsync()));
        Assert.Equal(providers == 0 ? 1 : 0, await given.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Kind == "FirstOperator")));
        foreach (var node in new[] { one, two, three })
        {
            using var client = node.NewClient();
            await client.OpenAsync("/sign-in");

            // The framework itself notes the saves that came second and were made again.
            Assert.DoesNotContain(node.Log.Errors, line => !line.Category.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal));
        }
    }

    /// <summary>A file of some versions ago with one person in it.</summary>
    private async Task OlderDatabaseAsync()
    {
        var options = new DbContextOptionsBuilder<PortalDbContext>();
        using var dialect = new SqliteDialect();
        dialect.Configure(options, $"Data Source={File}");
        await using var db = new PortalDbContext(options.Options, new TenantScope());
        await db.GetService<IMigrator>().MigrateAsync("UserNames");
        await ExecuteAsync("PRAGMA foreign_keys = OFF; " + await InsertAsync("Users"));
        SqliteConnection.ClearAllPools();
    }

    // Whatever the columns of that version are: text that fits and zero.
    private async Task<string> InsertAsync(string table)
    {
        await using var connection = new SqliteConnection($"Data Source={File}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT name, type FROM pragma_table_info('{table}') WHERE \"notnull\" = 1";
        await using var reader = await command.ExecuteReaderAsync();
        var columns = new List<(string Name, string Value)>();
        while (await reader.ReadAsync())
        {
            columns.Add((reader.GetString(0), reader.GetString(0) == "Id" ? $"'{Guid.NewGuid().ToString().ToUpperInvariant()}'" : reader.GetString(1) == "TEXT" ? "'2026-01-01 00:00:00'" : "0"));
        }

        return $"INSERT INTO {table} ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) VALUES ({string.Join(", ", columns.Select(c => c.Value))})";
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={File}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
        SqliteConnection.ClearPool(connection);
    }
}
