using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using IndirectProvider.Audit;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Data.PostgreSql;
using IndirectProvider.Data.Sqlite;
using IndirectProvider.Data.SqlServer;
using IndirectProvider.Partnerships;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing;
using IndirectProvider.Testing.Databases;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.Seed;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace IndirectProvider.IntegrationTests.Seed;

/// <summary>A database filled for measurements is one that the portal works with, and the same each time.</summary>
public sealed class SeedTests : IDisposable
{
    private static readonly SeedOptions Small = SeedOptions.Of(300, now: new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero));

    private readonly List<TemporaryFolder> folders = [];
    private readonly List<TestDatabase> databases = [];

    [Fact]
    public async Task Everybody_signs_in_and_every_page_opens()
    {
        var (database, accounts) = await FillAsync(Small);
        await using var portal = new PortalFactory(new() { Shared = database });
        var given = new GivenPortal(portal);

        await WalkAsync(
            accounts.BigProvider, "/", "/customers", "/customers?size=200", "/subscriptions", "/orders", "/activity", "/indirect-resellers", "/indirect-resellers/invitations", "/mails", "/renewals", "/settings/users");
        await WalkAsync(accounts.LimitedStaff, "/", "/customers", "/subscriptions", "/orders");
        await WalkAsync(accounts.BigReseller, "/", "/customers", "/subscriptions", "/activity", "/indirect-providers");
        await WalkAsync(accounts.MidReseller, "/", "/customers");
        await WalkAsync(accounts.Customer, "/", "/subscriptions", "/users", "/partners", "/activity");

        Assert.Empty(portal.Log.Errors);

        async Task WalkAsync(string who, params string[] lists)
        {
            using var browser = await given.SignedInAsync(new GivenMember(Guid.Empty, who, who));
            foreach (var list in lists)
            {
                var page = await browser.OpenAsync(list);
                var rows = page.Document.QuerySelectorAll("main table a[href]").Select(a => a.GetAttribute("href")!).Where(h => Guid.TryParse(h[(h.LastIndexOf('/') + 1)..], out _));
                foreach (var row in rows.Distinct().Take(12))
                {
                    await browser.OpenAsync(row);
                }
            }
        }
    }

    [Fact]
    public async Task The_activity_log_is_sealed_to_its_last_row()
    {
        var (database, _) = await FillAsync(Small);
        await using var db = new PortalDb(Options(database), new TenantScope());
        List<AuditFinding> found = [];

        var report = await new VerifyAuditLog(db).ExecuteAsync(new([], found.Add), CancellationToken.None);

        Assert.Empty(found);
        Assert.Equal((Small.Activity, 0), (report.Rows, report.Unsealed));
    }

    [Fact]
    public async Task One_seed_gives_the_same_rows_and_another_gives_others()
    {
        var first = await ContentAsync((await FillAsync(Small)).Database);
        var again = await ContentAsync((await FillAsync(Small)).Database);
        var other = await ContentAsync((await FillAsync(Small with { Seed = 2 })).Database);

        Assert.Equal(first, again);
        Assert.NotEqual(first["Customers"], other["Customers"]);
        Assert.NotEqual(first["Subscriptions"], other["Subscriptions"]);
    }

    [Fact]
    public async Task Rows_are_stored_as_a_save_stores_them_and_lead_to_each_other()
    {
        var (database, _) = await FillAsync(Small);
        await using var db = Open(database);
        await db.Database.OpenConnectionAsync();

        Assert.Equal(Small.Customers, await db.Customers.CountAsync());
        Assert.Equal(Small.Subscriptions, await db.Subscriptions.CountAsync());
        Assert.Equal(6, (await db.Subscriptions.Select(s => s.State).Distinct().ToListAsync()).Count);
        Assert.Equal((await db.Customers.ToListAsync()).Sum(c => CustomerWord.Of(c).Count()), await db.CustomerWords.CountAsync());
        Assert.Equal((await db.PartnershipInvitations.ToListAsync()).Sum(i => InvitationWord.Of(i).Count()), await db.InvitationWords.CountAsync());
        foreach (var entity in db.Model.GetEntityTypes().Where(e => !e.IsOwned()))
        {
            await (Task)GetType().GetMethod(nameof(FindByEveryColumnAsync), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(entity.ClrType).Invoke(null, [db, entity])!;
        }

        if (TestDatabase.OfThisRun == TestDatabase.Sqlite)
        {
            Assert.Null(await ScalarAsync(db, "PRAGMA foreign_key_check"));
            Assert.Equal("ok", await ScalarAsync(db, "PRAGMA integrity_check"));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        databases.ForEach(database => database.Dispose());
        SqliteConnection.ClearAllPools();
        folders.ForEach(folder => folder.Dispose());
    }

    private async Task<(TestDatabase Database, SeedAccounts Accounts)> FillAsync(SeedOptions options)
    {
        var folder = new TemporaryFolder();
        folders.Add(folder);
        var database = TestDatabase.New(folder, TestDatabase.OfThisRun);
        databases.Add(database);
        return (database, await FillDatabase.RunAsync(TestDatabase.OfThisRun, database.ConnectionString, options, _ => { }));
    }

    /// <summary>Without a portal, whose workers would go on with what they find.</summary>
    private static PortalDbContext Open(TestDatabase database) => new PortalDb(Options(database), new TenantScope()).Open();

    private static DbContextOptions<PortalDbContext> Options(TestDatabase database)
    {
        var options = new DbContextOptionsBuilder<PortalDbContext>();
        IDatabaseDialect dialect = TestDatabase.OfThisRun switch
        {
            TestDatabase.PostgreSql => new PostgreSqlDialect(),
            TestDatabase.SqlServer => new SqlServerDialect(),
            _ => new SqliteDialect(),
        };
        dialect.Configure(options, database.ConnectionString);
        return options.Options;
    }

    /// <summary>What the model reads from a row and would write again is found by equality: on SQLite texts are equal to the letter.</summary>
    private static async Task FindByEveryColumnAsync<T>(PortalDbContext db, IEntityType entity)
        where T : class
    {
        if (await db.Set<T>().IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync() is not { } row)
        {
            return;
        }

        var table = entity.GetTableName()!;
        foreach (var property in entity.GetFlattenedProperties().Where(p => !p.IsShadowProperty()))
        {
            var value = property.GetGetter().GetClrValueUsingContainingEntity(row);
            if (value is null)
            {
                continue;
            }

            await using var command = db.Database.GetDbConnection().CreateCommand();
            var column = property.GetColumnName(StoreObjectIdentifier.Table(table))!;
            command.CommandText = $"SELECT COUNT(*) FROM \"{table}\" WHERE \"{column}\" = @value";
            var mapping = (RelationalTypeMapping)property.GetTypeMapping();
            command.Parameters.Add(mapping.CreateParameter(command, "@value", value, property.IsNullable));
            Assert.True(Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) > 0, $"{table}.{column} is not stored as a save would store it.");
        }
    }

    private static async Task<string?> ScalarAsync(PortalDbContext db, string sql)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return (await command.ExecuteScalarAsync())?.ToString();
    }

    /// <summary>How many rows every table has, and a hash of all they hold.</summary>
    private static async Task<SortedDictionary<string, string>> ContentAsync(TestDatabase database)
    {
        await using var db = Open(database);
        await db.Database.OpenConnectionAsync();
        var content = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()!).Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<string>();
            while (await reader.ReadAsync())
            {
                rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
            }

            rows.Sort(StringComparer.Ordinal);
            content[table] = $"{rows.Count} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))))}";
        }

        return content;
    }
}
