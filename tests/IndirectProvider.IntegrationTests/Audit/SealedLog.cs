using System.Collections.Concurrent;
using System.Data.Common;
using IndirectProvider.Audit;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Databases;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Web.Workers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IndirectProvider.IntegrationTests.Audit;

/// <summary>A portal whose activity log a test fills, seals, tampers with and verifies.</summary>
internal static class SealedLog
{
    public static readonly Guid ProviderA = Guid.Parse("0a000000-0000-7000-8000-000000000001");
    public static readonly Guid ProviderB = Guid.Parse("0b000000-0000-7000-8000-000000000002");
    public static readonly Guid ResellerA = Guid.Parse("0c000000-0000-7000-8000-000000000003");

    /// <summary>Two windows: in the first five rows of all chains, in the second three.</summary>
    public static async Task<IReadOnlyList<Guid>> FillAsync(this AuditedPortal portal)
    {
        var first = await portal.WriteAsync(
            new(ProviderA), new(ProviderA, CustomerId: ProviderB), new(ProviderB), new(ResellerId: ResellerA), new());
        await portal.SealAsync();
        var second = await portal.WriteAsync(new(ProviderA), new(ProviderB), new());
        await portal.SealAsync();
        return [.. first, .. second];
    }

    /// <summary>Rows of now.</summary>
    public static async Task<IReadOnlyList<Guid>> WriteAsync(this AuditedPortal portal, params Concerned[] concerned) =>
        await portal.WriteAtAsync(portal.Clock.Now, concerned);

    public static async Task<IReadOnlyList<Guid>> WriteAtAsync(this AuditedPortal portal, DateTimeOffset at, params Concerned[] concerned)
    {
        var actor = new Actor(Guid.NewGuid(), "Ada Auditor", "Audited Ltd", "192.0.2.7", "trace") { OrganisationId = ProviderA };
        List<AuditRecord> rows =
            [.. concerned.Select((c, i) => AuditRecord.Of(at.AddMilliseconds(i), actor, AuditAction.CustomerChanged, Guid.NewGuid(), $"Subject {i}", c, """{"tag":"x"}"""))];
        await portal.Given.SaveAsync(db => db.AuditRecords.AddRange(rows));
        return [.. rows.Select(r => r.Id)];
    }

    /// <summary>Waits out the lag and seals all that is due, whether the test or the portal's own worker does it.</summary>
    public static async Task SealAsync(this AuditedPortal portal)
    {
        portal.Clock.Advance(SealAuditLog.Lag + TimeSpan.FromSeconds(30));
        var due = portal.Clock.Now - SealAuditLog.Lag;
        while (await portal.Given.ReadAsync(db => Task.FromResult(
            db.AuditRecords.Any(r => r.At < due && !db.AuditSeals.Any(s => s.ChainId == AuditSeal.Installation && s.To > r.At)))))
        {
            await portal.SealOnceAsync();
        }
    }

    public static async Task<bool> SealOnceAsync(this AuditedPortal portal)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SealAuditLog>().ExecuteAsync(default);
    }

    public static async Task<(VerifyAuditLog.Report Report, IReadOnlyList<AuditFinding> Findings)> VerifyAsync(this AuditedPortal portal, params AuditHead[] noted)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var findings = new ConcurrentQueue<AuditFinding>();
        var report = await scope.ServiceProvider.GetRequiredService<VerifyAuditLog>().ExecuteAsync(new(noted, findings.Enqueue), default);
        return (report, [.. findings]);
    }

    /// <summary>Past the portal, as somebody with the database's password would.</summary>
    public static async Task<int> TamperAsync(this AuditedPortal portal, string sql, params (string Name, object? Value)[] values)
    {
        await using DbConnection connection = portal.Kind == TestDatabase.PostgreSql
            ? new NpgsqlConnection(new NpgsqlConnectionStringBuilder(portal.Database.ConnectionString) { Username = "postgres" }.ConnectionString)
            : new SqliteConnection(portal.Database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value is Guid id && portal.Kind == TestDatabase.Sqlite ? id.ToString().ToUpperInvariant() : value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return await command.ExecuteNonQueryAsync();
    }
}

/// <summary>A portal on a database that the test knows how to tamper with.</summary>
public sealed class AuditedPortal : PortalFactory
{
    private readonly bool sealsByItself;

    /// <param name="kind">The kind of database.</param>
    /// <param name="sealsByItself">Whether the portal's own worker seals, too, when enough time has passed.</param>
    public AuditedPortal(string kind = TestDatabase.Sqlite, bool sealsByItself = true)
        : base(new() { Database = kind }) => (Kind, Given, this.sealsByItself) = (kind, new GivenPortal(this), sealsByItself);

    /// <summary>The kind of database.</summary>
    public string Kind { get; }

    /// <summary>Makes and reads rows.</summary>
    public GivenPortal Given { get; }

    /// <inheritdoc/>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        if (!sealsByItself)
        {
            builder.ConfigureTestServices(services => services.Remove(services.Single(s => s.ImplementationType == typeof(SealWorker))));
        }
    }
}
