using IndirectProvider.Data;
using IndirectProvider.Data.PostgreSql;
using IndirectProvider.Data.PostgreSql.RowSecurity;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Databases;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IndirectProvider.IntegrationTests.Isolation;

/// <summary>
/// The second wall, on a real PostgreSQL server: with the query filters taken away, each viewpoint still reads and writes
/// its own tenant's rows only.
/// </summary>
[Trait("Database", "Own")]
public sealed class RowSecurityTests(RowSecurityTests.Scene scene) : IClassFixture<RowSecurityTests.Scene>
{
    [Fact]
    public async Task A_provider_finds_no_row_of_another_provider()
    {
        await using var db = scene.As(OrganisationKind.Provider, scene.Provider.Id, null, null, scene.Provider.Admin.Id);
        var own = await NamesOfProvidersAsync(db);

        Assert.Contains(own, row => row.Table == "Customers");
        Assert.Contains(own, row => row.Table == "Subscriptions");
        Assert.All(own, row => Assert.Equal(scene.Provider.Id, row.ProviderId));
    }

    [Fact]
    public async Task A_reseller_finds_only_the_customers_it_was_given()
    {
        await using var db = scene.As(OrganisationKind.Reseller, null, scene.Reseller.Id, null, scene.Reseller.Admin.Id);

        Assert.Equal([scene.Managed.Id], await db.Customers.IgnoreQueryFilters().Select(c => c.Id).ToListAsync());
        Assert.Equal([scene.ManagedSubscription], await db.Subscriptions.IgnoreQueryFilters().Select(s => s.Id).ToListAsync());
        Assert.Equal([scene.Reseller.Id], await db.Resellers.IgnoreQueryFilters().Select(r => r.Id).ToListAsync());
        Assert.Equal([scene.Managed.Id], await db.CustomerWords.IgnoreQueryFilters().Select(w => w.CustomerId).Distinct().ToListAsync());
        Assert.Equal([scene.Reseller.Id], await db.ResellerWords.IgnoreQueryFilters().Select(w => w.ResellerId).Distinct().ToListAsync());
        Assert.Empty(await db.Orders.IgnoreQueryFilters().ToListAsync());
    }

    [Fact]
    public async Task A_customer_finds_only_itself()
    {
        await using var db = scene.As(OrganisationKind.Customer, scene.Provider.Id, null, scene.Managed.Id, scene.Managed.Admin.Id);

        Assert.Equal([scene.Managed.Id], await db.Customers.IgnoreQueryFilters().Select(c => c.Id).ToListAsync());
        Assert.Equal([scene.ManagedSubscription], await db.Subscriptions.IgnoreQueryFilters().Select(s => s.Id).ToListAsync());
        Assert.Equal([scene.Managed.Admin.Id], await db.Users.IgnoreQueryFilters().Select(u => u.Id).ToListAsync());
        Assert.Empty(await db.CustomerTags.IgnoreQueryFilters().ToListAsync());
        Assert.Equal([scene.Managed.Id], await db.CustomerWords.IgnoreQueryFilters().Select(w => w.CustomerId).Distinct().ToListAsync());
    }

    [Fact]
    public async Task Limited_staff_finds_only_the_customers_of_its_tags()
    {
        await using var db = scene.As(OrganisationKind.Provider, scene.Provider.Id, null, null, scene.Limited.Id, isLimited: true);

        Assert.Equal([scene.Managed.Id], await db.Customers.IgnoreQueryFilters().Select(c => c.Id).ToListAsync());
        Assert.Equal([scene.ManagedSubscription], await db.Subscriptions.IgnoreQueryFilters().Select(s => s.Id).ToListAsync());
        Assert.Equal([scene.ManagedSubscription], await db.SubscriptionEvents.IgnoreQueryFilters().Select(e => e.SubscriptionId).Distinct().ToListAsync());
        Assert.Equal([scene.Managed.Id], await db.Orders.IgnoreQueryFilters().Select(o => o.CustomerId!.Value).ToListAsync());
        Assert.Single(await db.OrderLines.IgnoreQueryFilters().ToListAsync());
        Assert.Equal([scene.Managed.Id], await db.Users.IgnoreQueryFilters().Where(u => u.CustomerId != null).Select(u => u.CustomerId!.Value).ToListAsync());
        Assert.Single(await db.Tags.IgnoreQueryFilters().ToListAsync());
        Assert.Equal([scene.Managed.Id], await db.CustomerWords.IgnoreQueryFilters().Select(w => w.CustomerId).Distinct().ToListAsync());
        Assert.Equal(2, await db.Partnerships.IgnoreQueryFilters().CountAsync());
    }

    [Fact]
    public async Task An_operator_finds_no_customer()
    {
        await using var db = scene.As(OrganisationKind.Operator, null, null, null, Guid.CreateVersion7());

        Assert.NotEmpty(await db.Providers.IgnoreQueryFilters().ToListAsync());
        Assert.Empty(await db.Customers.IgnoreQueryFilters().ToListAsync());
        Assert.Empty(await db.AuditRecords.IgnoreQueryFilters().Where(r => r.CustomerId != null).ToListAsync());
    }

    [Fact]
    public async Task Rows_of_another_provider_can_be_neither_changed_nor_added()
    {
        await using var db = scene.As(OrganisationKind.Provider, scene.Provider.Id, null, null, scene.Provider.Admin.Id);

        var changed = await db.Database.ExecuteSqlAsync($"""UPDATE "Customers" SET "CompanyName" = 'Taken over' WHERE "Id" = {scene.Foreign.Id}""");
        var moved = async () => await db.Database.ExecuteSqlAsync($"""UPDATE "Tags" SET "ProviderId" = {scene.Other.Id}""");
        var added = async () => await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "Partnerships" ("Id", "ProviderId", "ResellerId", "State", "StartedAt", "Version") SELECT {Guid.CreateVersion7()}, {scene.Other.Id}, "ResellerId", "State", "StartedAt", 0 FROM "Partnerships" LIMIT 1""");

        Assert.Equal(0, changed);
        Assert.Contains("row-level security", (await Assert.ThrowsAsync<PostgresException>(moved)).MessageText, StringComparison.Ordinal);
        Assert.Contains("row-level security", (await Assert.ThrowsAsync<PostgresException>(added)).MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_given_back_to_the_pool_has_forgotten_its_tenant()
    {
        var onlyOne = scene.ConnectionString + ";Maximum Pool Size=1;Application Name=one";
        await using (var db = scene.As(OrganisationKind.Provider, scene.Provider.Id, null, null, scene.Provider.Admin.Id, onlyOne))
        {
            Assert.NotEmpty(await db.Customers.IgnoreQueryFilters().ToListAsync());
        }

        await using var bare = new NpgsqlConnection(onlyOne);
        await bare.OpenAsync();
        await using var count = new NpgsqlCommand("""SELECT count(*) FROM "Customers" """, bare);

        Assert.Equal(0L, await count.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Every_table_is_behind_the_wall_or_has_no_owner()
    {
        await using var connection = new NpgsqlConnection(scene.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND NOT (relrowsecurity AND relforcerowsecurity) ORDER BY 1", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var open = new List<string>();
        while (await reader.ReadAsync())
        {
            open.Add(reader.GetString(0));
        }

        Assert.Equal(["Offers", "__EFMigrationsHistory"], open);
    }

    [Fact]
    public async Task A_user_whom_the_wall_does_not_hold_is_refused_at_start()
    {
        var superuser = new NpgsqlConnectionStringBuilder(scene.ConnectionString) { Username = "postgres" }.ConnectionString;
        await using var db = scene.As(OrganisationKind.Provider, scene.Provider.Id, null, null, scene.Provider.Admin.Id, superuser);

        var refusal = await Assert.ThrowsAsync<RowSecurityException>(() => new PostgreSqlDialect(rowSecurity: true).FinishAsync(db, CancellationToken.None));

        Assert.Contains("BYPASSRLS", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pool_that_does_not_forget_is_refused_at_start() =>
        await Assert.ThrowsAsync<RowSecurityException>(() =>
            new PostgreSqlDialect(rowSecurity: true).PrepareAsync(scene.ConnectionString + ";No Reset On Close=true", CancellationToken.None));

    private static async Task<List<(string Table, Guid? ProviderId)>> NamesOfProvidersAsync(PortalDbContext db)
    {
        var found = new List<(string, Guid?)>();
        foreach (var table in db.Model.GetEntityTypes().Where(t => !t.IsOwned() && t.FindProperty("ProviderId") is not null).Select(t => t.GetTableName()!))
        {
#pragma warning disable EF1002 // Table names of the model.
            var owners = await db.Database.SqlQueryRaw<Guid?>($"SELECT \"ProviderId\" AS \"Value\" FROM \"{table}\"").ToListAsync();
#pragma warning restore EF1002
            found.AddRange(owners.Select(owner => (table, owner)));
        }

        return found;
    }

    /// <summary>Two providers with a customer each, and a second customer that the reseller was not given.</summary>
    public sealed class Scene : IAsyncLifetime
    {
        private readonly PortalFactory _portal = new(new() { Database = TestDatabase.PostgreSql });

        public GivenProvider Provider { get; private set; } = null!;

        public GivenProvider Other { get; private set; } = null!;

        public GivenReseller Reseller { get; private set; } = null!;

        public GivenMember Limited { get; private set; } = null!;

        public GivenCustomer Managed { get; private set; } = null!;

        public GivenCustomer Foreign { get; private set; } = null!;

        public Guid ManagedSubscription { get; private set; }

        public string ConnectionString => _portal.Database.ConnectionString;

        public async Task InitializeAsync()
        {
            var given = new GivenPortal(_portal);
            (Provider, Other) = (await given.ProviderAsync(), await given.ProviderAsync("Suedwind"));
            Reseller = await given.ResellerAsync(partnerOf: [Provider, Other]);
            var rival = await given.ResellerAsync("Beta Systems", partnerOf: [Provider]);
            Managed = await given.CustomerAsync(Provider, reseller: Reseller);
            var unmanaged = await given.CustomerAsync(Provider, "Unmanaged", rival);
            Foreign = await given.CustomerAsync(Other, "Foreign");
            ManagedSubscription = await given.SubscriptionAsync(Provider, Managed, reseller: Reseller);
            await given.SubscriptionAsync(Provider, unmanaged, reseller: rival);
            await given.SubscriptionAsync(Other, Foreign);
            Limited = await given.LimitedStaffAsync(Provider, Accounts.MemberRole.AdminAgent, await given.TagAsync(Provider, "Key account", Managed));
            await given.TagAsync(Provider, "Others", unmanaged);
        }

        /// <summary>A context for somebody, as a request has it.</summary>
        public PortalDbContext As(OrganisationKind kind, Guid? provider, Guid? reseller, Guid? customer, Guid user, string? connectionString = null, bool isLimited = false)
        {
            var scope = new TenantScope();
            scope.ActFor(kind, provider, reseller, customer, new Actor(user, "Somebody", "Something", null, null), isLimited);
            var options = new DbContextOptionsBuilder<PortalDbContext>();
            new PostgreSqlDialect(rowSecurity: true).Configure(options, connectionString ?? ConnectionString);
            return new PortalDbContext(options.Options, scope);
        }

        public async Task DisposeAsync() => await _portal.DisposeAsync();
    }
}
