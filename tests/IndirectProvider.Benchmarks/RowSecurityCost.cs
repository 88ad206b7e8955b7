using System.Diagnostics;
using System.Globalization;
using IndirectProvider.Data;
using IndirectProvider.Data.PostgreSql;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing;
using IndirectProvider.Testing.Databases;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.Benchmarks;

/// <summary>
/// What row-level security costs on PostgreSQL: the same queries through the same model, each with a context of its own as a
/// request has it, in turn without and with the wall.
/// </summary>
internal static class RowSecurityCost
{
    private const int Providers = 20;
    private const int CustomersEach = 5000;
    private const int Managed = 200;
    private const int Rounds = 20;
    private const int Calls = 50;

    public static async Task RunAsync()
    {
        // A test project finds the portal's files by a list its build makes; this program names them.
        Environment.SetEnvironmentVariable("ASPNETCORE_TEST_CONTENTROOT_INDIRECTPROVIDER_WEB", RepositoryFolder.Path("src", "IndirectProvider.Web"));
        await using var portal = new PortalFactory(new() { Database = TestDatabase.PostgreSql });
        var connection = portal.Database.ConnectionString;
        var given = new GivenPortal(portal);
        var first = await given.ProviderAsync();
        var reseller = await given.ResellerAsync(partnerOf: [first]);
        var customer = await given.CustomerAsync(first, "Aachen Werke", reseller);
        await given.SubscriptionAsync(first, customer, reseller: reseller);
        await FillAsync(portal, customer.Id, reseller.Id);
        for (var n = 1; n < Providers; n++)
        {
            await FillAsync(portal, (await given.CustomerAsync(await given.ProviderAsync())).Id, null);
        }

        var queries = new (string Name, OrganisationKind Kind, Func<PortalDbContext, Task> Run)[]
        {
            ("provider: first page of customers", OrganisationKind.Provider, db => db.Customers.AsNoTracking().OrderBy(c => c.NormalizedName).Take(50).ToListAsync()),
            ("provider: customers by prefix", OrganisationKind.Provider, db => db.Customers.AsNoTracking().Where(c => c.NormalizedName.StartsWith("WERKE A")).Take(50).ToListAsync()),
            ("provider: one customer", OrganisationKind.Provider, db => db.Customers.AsNoTracking().SingleAsync(c => c.Id == customer.Id)),
            ("provider: its subscriptions", OrganisationKind.Provider, db => db.Subscriptions.AsNoTracking().Where(s => s.CustomerId == customer.Id).ToListAsync()),
            ("reseller: first page of customers", OrganisationKind.Reseller, db => db.Customers.AsNoTracking().OrderBy(c => c.NormalizedName).Take(50).ToListAsync()),
            ("reseller: one customer", OrganisationKind.Reseller, db => db.Customers.AsNoTracking().SingleAsync(c => c.Id == customer.Id)),
        };
        var times = queries.ToDictionary(q => q.Name, _ => (Without: new List<double>(), With: new List<double>()));
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var wall in new[] { false, true })
            {
                var dialect = new PostgreSqlDialect(wall);
                var builder = new DbContextOptionsBuilder<PortalDbContext>();
                dialect.Configure(builder, connection);
                await using (var all = portal.Services.CreateAsyncScope())
                {
                    await dialect.FinishAsync(all.ServiceProvider.GetRequiredService<PortalDb>().Open(), CancellationToken.None);
                }

                foreach (var (name, kind, run) in queries)
                {
                    var took = await MeasureAsync(builder.Options, kind, kind == OrganisationKind.Provider ? first.Id : null, reseller.Id, run);
                    if (round >= 0)
                    {
                        (wall ? times[name].With : times[name].Without).Add(took);
                    }
                }
            }
        }

        Console.WriteLine($"{Providers * CustomersEach} customers of {Providers} providers; median of {Rounds} rounds of {Calls} calls, microseconds per call");
        foreach (var (name, (without, with)) in times)
        {
            var (off, on) = (Median(without), Median(with));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-36} without {off,7:F0}   with {on,7:F0}   x {on / off:F2}"));
        }
    }

    /// <summary>Many more customers like this one, the first of them managed by the reseller.</summary>
    private static async Task FillAsync(PortalFactory portal, Guid customer, Guid? reseller)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>().Open();
        var own = new Dictionary<string, string>
        {
            ["Id"] = "md5(t.\"Id\"::text || n)::uuid",
            ["TenantId"] = "md5(n || t.\"Id\"::text)",
            ["CompanyName"] = "'Werke ' || md5(n::text)",
            ["NormalizedName"] = "'WERKE ' || upper(md5(n::text))",
            ["DomainPrefix"] = "'c-' || n",
            ["Domain"] = "t.\"Domain\" || n",
        };
        await CopyAsync(db, "Customers", own, $"t.\"Id\" = '{customer}'", CustomersEach);
        if (reseller is not null)
        {
            await CopyAsync(
                db, "CustomerResellers", new() { ["Id"] = "gen_random_uuid()", ["CustomerId"] = "md5(t.\"CustomerId\"::text || n)::uuid" }, $"t.\"ResellerId\" = '{reseller}'", Managed);
        }
    }

    private static Task CopyAsync(PortalDbContext db, string table, Dictionary<string, string> own, string row, int times)
    {
        var stored = StoreObjectIdentifier.Table(table);
        var columns = db.Model.GetEntityTypes().Single(t => t.GetTableName() == table).GetFlattenedProperties().Select(p => p.GetColumnName(stored)!).ToList();
        var values = columns.Select(c => own.GetValueOrDefault(c) ?? $"t.\"{c}\"");
#pragma warning disable EF1002 // Names of the model and ids of our own.
        return db.Database.ExecuteSqlRawAsync(
            $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) SELECT {string.Join(", ", values)} FROM \"{table}\" t, generate_series(1, {times}) n WHERE {row}");
#pragma warning restore EF1002
    }

    private static async Task<double> MeasureAsync(
        DbContextOptions<PortalDbContext> options, OrganisationKind kind, Guid? provider, Guid reseller, Func<PortalDbContext, Task> run)
    {
        var watch = Stopwatch.StartNew();
        for (var n = 0; n < Calls; n++)
        {
            var scope = new TenantScope();
            scope.ActFor(kind, provider, reseller, null, new Actor(Guid.CreateVersion7(), "Somebody", "Something", null, null));
            await using var db = new PortalDbContext(options, scope);
            await run(db);
        }

        return watch.Elapsed.TotalMicroseconds / Calls;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
