using System.Diagnostics;
using System.Globalization;
using IndirectProvider.Audit;
using IndirectProvider.Catalog;
using IndirectProvider.Data;
using IndirectProvider.Data.PostgreSql;
using IndirectProvider.Data.Sqlite;
using IndirectProvider.Data.SqlServer;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Time.Testing;

namespace IndirectProvider.Testing.Seed;

/// <summary>
/// Fills an empty database with as much as an installation may hold, skewed as real ones are. The rows are made by the
/// entities' own moves, so they hold what the portal holds; their ids and secrets follow from the seed.
/// </summary>
public static class FillDatabase
{
    private const int BetweenReports = 50_000;

    /// <summary>Brings the database to this program's version and fills it.</summary>
    /// <param name="kind"><c>Sqlite</c>, <c>PostgreSql</c> or <c>SqlServer</c>.</param>
    /// <param name="connectionString">How to connect to it, as the portal's settings have it.</param>
    /// <param name="options">With how much.</param>
    /// <param name="say">Told how far it is.</param>
    /// <returns>Who can sign in.</returns>
    /// <exception cref="InvalidOperationException">There are providers already.</exception>
    public static async Task<SeedAccounts> RunAsync(string kind, string connectionString, SeedOptions options, Action<string> say)
    {
        var watch = Stopwatch.StartNew();
        IDatabaseDialect dialect = kind switch
        {
            "PostgreSql" => new PostgreSqlDialect(),
            "SqlServer" => new SqlServerDialect(),
            _ => new SqliteDialect(),
        };
        using var claim = dialect as IDisposable;
        var builder = new DbContextOptionsBuilder<PortalDbContext>();
        dialect.Configure(builder, connectionString);
        var (model, offers) = await PrepareAsync(dialect, builder.Options, connectionString);
        Say("the database has its tables");

        var world = new SeedWorld(options, offers);
        await using var database = BulkDatabase.Of(kind, connectionString);
        await database.BeginAsync();
        SeedAccounts accounts;
        await using (var writer = new BulkWriter(model, database))
        {
            accounts = await WriteAsync(world, options, writer, Say);
            await writer.FinishAsync();
            Say("all rows are written");
            foreach (var line in writer.Summary())
            {
                say(line);
            }
        }

        await database.FinishAsync(Say);
        await database.DisposeAsync();
        Say("indexes and foreign keys stand");
        await SealAsync(builder.Options, dialect, options);
        Say("the activity log is sealed");
        return accounts;

        void Say(string what) => say(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds,7:F1} s  {what}"));
    }

    /// <summary>As the portal's start does it.</summary>
    private static async Task<(IModel Model, IReadOnlyList<Offer> Offers)> PrepareAsync(
        IDatabaseDialect dialect, DbContextOptions<PortalDbContext> options, string connectionString)
    {
        await using var portal = new PortalDb(options, new TenantScope());
        var db = portal.Open();
        await dialect.PrepareAsync(connectionString, CancellationToken.None);
        await dialect.MigrateAsync(db, CancellationToken.None);
        await dialect.FinishAsync(db, CancellationToken.None);
        await new LoadCatalog(portal).ExecuteAsync(CancellationToken.None);
        var words = new FillWords(portal);
        while (await words.ExecuteAsync(CancellationToken.None))
        {
            // The new tables' old rows, of which there are none.
        }

        return await db.Providers.AnyAsync()
            ? throw new InvalidOperationException("The database has providers already; only an empty one is filled.")
            : (db.Model, await db.Offers.AsNoTracking().OrderBy(o => o.Id).ToListAsync());
    }

    private static async Task<SeedAccounts> WriteAsync(SeedWorld world, SeedOptions options, BulkWriter writer, Action<string> say)
    {
        await world.AddAsync(writer);
        var rows = new SeedCustomerRows(world, options);
        var activity = new SeedActivity(world, options);
        var sizes = Dice.For(options.Seed, "sizes", 0);
        var left = options.Subscriptions;
        string? administrator = null;
        for (var number = 0; number < options.Customers; number++)
        {
            var customer = new SeedCustomer(world, options, number);
            var count = Count(sizes, left, options.Customers - number);
            left -= count;
            await rows.AddAsync(writer, customer, count);
            await activity.AddAsync(writer, customer);
            if (customer.Provider == world.Providers[0])
            {
                administrator ??= customer.Administrator;
            }

            if ((number + 1) % BetweenReports == 0)
            {
                say(string.Create(CultureInfo.InvariantCulture, $"{number + 1:N0} customers"));
            }
        }

        await new SeedOthers(world, options).AddAsync(writer);
        return world.Accounts with { Customer = administrator! };
    }

    /// <summary>At least one, most often fewer than the mean, seldom many more; in the end as many as there should be.</summary>
    private static int Count(Dice sizes, int left, int customers)
    {
        var mean = ((double)left / customers) - 1;
        var count = 1 + (int)Math.Round(-mean * Math.Log(1 - sizes.Share()));
        return customers == 1 ? left : Math.Clamp(count, 1, Math.Max(1, left - customers + 1));
    }

    /// <summary>By the portal's own verb, as if it had been running all the time.</summary>
    private static async Task SealAsync(DbContextOptions<PortalDbContext> options, IDatabaseDialect dialect, SeedOptions seed)
    {
        // Up to the last row and no further: what the portal writes from now on is sealed by itself.
        var clock = new FakeTimeProvider(seed.Now + SealAuditLog.Lag);
        for (var more = true; more;)
        {
            // A context of its own for each window keeps memory small.
            await using var portal = new PortalDb(options, new TenantScope());
            more = await new SealAuditLog(portal, dialect, clock).ExecuteAsync(CancellationToken.None);
        }
    }
}
