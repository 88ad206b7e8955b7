using System.Collections.Concurrent;
using System.Data.Common;
using IndirectProvider.Data;
using IndirectProvider.Testing;
using IndirectProvider.Testing.Databases;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.Html;
using IndirectProvider.Testing.Seed;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.IntegrationTests.Plans;

/// <summary>A portal on a database with so many rows that filters leave few and many, which keeps what its pages asked of it.</summary>
public sealed class FilledPortal : IAsyncLifetime
{
    /// <summary>Half of it is one provider's: by some filters more than <see cref="Web.Pages.Shared.Narrowings.Few"/> are left, by some fewer.</summary>
    /// <remarks>Fewer on a server, of which less is asked (<see cref="PostgreSqlPlans"/>).</remarks>
    private static readonly int Customers = TestDatabase.OfThisRun == TestDatabase.Sqlite ? 12_000 : 5_000;

    private static readonly SeedOptions Size = SeedOptions.Of(Customers) with { Subscriptions = 3 * Customers };

    private readonly TemporaryFolder folder = new();
    private Asking? portal;

    /// <summary>Who can sign in.</summary>
    public SeedAccounts Accounts { get; private set; } = null!;

    /// <summary>What is there to be searched for.</summary>
    public IReadOnlyList<string> Searches { get; private set; } = [];

    /// <summary>How the portal connects.</summary>
    public DbContextOptions<PortalDbContext> Options => portal!.Services.GetRequiredService<DbContextOptions<PortalDbContext>>();

    /// <summary>What it logs.</summary>
    public PortalLog Log => portal!.Log;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        var database = TestDatabase.New(folder, TestDatabase.OfThisRun);
        Accounts = await FillDatabase.RunAsync(TestDatabase.OfThisRun, database.ConnectionString, Size, _ => { });
        portal = new Asking(database);
        Searches = await SearchText.OfAsync(new GivenPortal(portal));
    }

    /// <summary>A person at a browser.</summary>
    /// <param name="userName">Null for an operator.</param>
    public async Task<PortalClient> SignedInAsync(string? userName)
    {
        var given = new GivenPortal(portal!);
        return await given.SignedInAsync(userName is null ? await given.OperatorAsync() : new GivenMember(Guid.Empty, userName, userName));
    }

    /// <summary>What was asked since the last time, each text once.</summary>
    public IReadOnlyList<AskedCommand> TakeAsked()
    {
        IReadOnlyList<AskedCommand> asked = [.. portal!.Asked.Values];
        portal.Asked.Clear();
        return asked;
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await portal!.DisposeAsync();
        portal.Database.Dispose();
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    private sealed class Asking(TestDatabase database)
        : PortalFactory(new() { Shared = database, Settings = new Dictionary<string, string?> { ["Database:RowSecurity"] = "false" } })
    {
        private readonly HttpContextAccessor requests = new();

        public ConcurrentDictionary<string, AskedCommand> Asked { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services =>
            {
                services.AddSingleton<IHttpContextAccessor>(requests);
                services.ConfigureDbContext<PortalDbContext>((_, options) => options.AddInterceptors(new Keep(requests, Asked)));
            });
        }
    }

    /// <summary>Not what a save writes, which is found by its key.</summary>
    private sealed class Keep(HttpContextAccessor requests, ConcurrentDictionary<string, AskedCommand> asked) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Add(command, eventData);
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Add(command, eventData);
            return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
        }

        private void Add(DbCommand command, CommandEventData eventData)
        {
            if (eventData.CommandSource != CommandSource.SaveChanges && requests.HttpContext?.Request is { } request && eventData.Context is PortalDbContext db)
            {
                asked.GetOrAdd(command.CommandText, text => new(request.Path + request.QueryString, db.Scope, text, [.. command.Parameters.Cast<DbParameter>().Select(Copy)]));
            }
        }

        private static DbParameter Copy(DbParameter parameter) => parameter switch
        {
            ICloneable cloneable => (DbParameter)cloneable.Clone(),
            _ => new SqliteParameter(parameter.ParameterName, parameter.Value),
        };
    }
}
