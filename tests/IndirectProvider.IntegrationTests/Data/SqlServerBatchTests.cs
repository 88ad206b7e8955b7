using System.Data;
using System.Data.Common;
using IndirectProvider.Audit;
using IndirectProvider.Catalog;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Data.SqlServer;
using IndirectProvider.Orders;
using IndirectProvider.Tenancy;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IndirectProvider.IntegrationTests.Data;

/// <summary>The statements that a save sends to SQL Server, read without a server: each is answered as if it had gone well.</summary>
[Trait("Database", "Own")]
public sealed class SqlServerBatchTests
{
    [Fact]
    public async Task With_batches_of_one_each_row_is_an_insert_of_its_own_and_nothing_is_merged()
    {
        var sent = await SaveAsync(new SqlServerDialect(maxBatchSize: 1));

        Assert.All(sent, sql => Assert.Equal(2, sql.Split("INSERT INTO", StringSplitOptions.None).Length));
        Assert.DoesNotContain(sent, sql => sql.Contains("MERGE", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(1, sent.Count(sql => sql.Contains("[Orders]", StringComparison.Ordinal)));
        Assert.Equal(2, sent.Count(sql => sql.Contains("[OrderLines]", StringComparison.Ordinal)));
        Assert.Equal(5, sent.Count(sql => sql.Contains("[OrderSteps]", StringComparison.Ordinal)));
        Assert.Equal(30, sent.Count(sql => sql.Contains("[AuditRecords]", StringComparison.Ordinal)));
        Assert.Equal(6, sent.Count(sql => sql.Contains("[UserClaims]", StringComparison.Ordinal) && sql.Contains("OUTPUT INSERTED.[Id]", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_the_setting_the_framework_merges_rows_whose_numbers_the_database_gives()
    {
        // Proves that the test above would see it. The first statement is not answered, since it carries many rows.
        var sent = await SaveAsync(new SqlServerDialect(), answers: false);

        Assert.Contains("MERGE [UserClaims]", Assert.Single(sent), StringComparison.Ordinal);
    }

    /// <summary>An order with its lines and steps, many rows of the activity log, and the one table with numbers of the database's own.</summary>
    private static async Task<IReadOnlyList<string>> SaveAsync(SqlServerDialect dialect, bool answers = true)
    {
        var server = new NoServer(answers);
        var options = new DbContextOptionsBuilder<PortalDbContext>();
        dialect.Configure(options, "Server=none.example;Database=portal");
        options.AddInterceptors(server);
        await using var portal = new PortalDb(options.Options, new TenantScope());
        var db = portal.Open();
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        db.UserClaims.AddRange(Enumerable.Range(0, 6).Select(i => new IdentityUserClaim<Guid> { UserId = Guid.NewGuid(), ClaimType = $"type {i}" }));
        if (answers)
        {
            AddOrder(db);
        }

        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException) when (!answers)
        {
            // As agreed.
        }

        return server.Sent;
    }

    private static void AddOrder(PortalDbContext db)
    {
        var now = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var details = new CustomerDetails(
            "Brandt Logistik", "brandt", new PostalAddress("Hafenstraße 5", null, "Hamburg", null, "20457", "DE"),
            "Clara", "Customer", "contact@customer.example", "+4940123456", null, "en", "Clara Customer", "contact@customer.example", new DateOnly(2026, 12, 31));
        var line = new OrderLineTerms("ALT-OFF-STD", "Office", 10, new OfferPlan("P1M", "monthly"), false, null);
        db.Add(Order.PlaceForNewCustomer(Guid.NewGuid(), Guid.NewGuid(), details, null, [line, line with { OfferId = "ALT-DOM-SHD" }], Actor.Portal with { UserId = Guid.NewGuid() }, now));
        db.AuditRecords.AddRange(Enumerable.Range(0, 30).Select(i =>
            AuditRecord.Of(now, Actor.Portal, AuditAction.CustomerChanged, Guid.NewGuid(), $"Subject {i}", new(), null)));
    }

    /// <summary>Answers every statement with one row that has a number.</summary>
    private sealed class NoServer(bool answers) : DbCommandInterceptor, IDbConnectionInterceptor
    {
        private int number;

        public List<string> Sent { get; } = [];

        public ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            new(InterceptionResult.Suppress());

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Sent.Add(command.CommandText);
            if (!answers)
            {
                throw new InvalidOperationException("There is no server.");
            }

            using var table = new DataTable { Columns = { { "Id", typeof(int) } }, Rows = { ++number } };
            return new(InterceptionResult<DbDataReader>.SuppressWithResult(table.CreateDataReader()));
        }
    }
}
