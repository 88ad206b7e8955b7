using IndirectProvider.Data;
using IndirectProvider.Operations;
using IndirectProvider.Testing.Databases;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Web.Workers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IndirectProvider.IntegrationTests.Workers;

/// <summary>One of several nodes on one PostgreSQL database, without workers of its own accord.</summary>
internal sealed class Node(PortalOptions options) : PortalFactory(options)
{
    /// <summary>The first node, with a database of its own.</summary>
    public static Node First(TimeSpan? clockOff = null) => new(new() { Database = TestDatabase.PostgreSql, MachineClockOff = clockOff });

    /// <summary>One more node on the same database.</summary>
    public Node Another(TimeSpan? clockOff = null) =>
        new(new() { Database = TestDatabase.PostgreSql, MachineClockOff = clockOff, Settings = Database.Settings });

    /// <summary>The time by which this node goes.</summary>
    public DateTimeOffset Time => Services.GetRequiredService<TimeProvider>().GetUtcNow();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
        {
            foreach (var worker in services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Namespace == typeof(PollingWorker).Namespace).ToList())
            {
                services.Remove(worker);
            }
        });
    }
}

/// <summary>What a test asks of a portal's services, each time as a unit of work of its own.</summary>
internal static class UnitsOfWork
{
    public static async Task<T> DoAsync<TVerb, T>(this PortalFactory portal, Func<TVerb, Task<T>> work)
        where TVerb : notnull
    {
        await using var scope = portal.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TVerb>());
    }

    public static Task<T> DbAsync<T>(this PortalFactory portal, Func<PortalDbContext, Task<T>> work) =>
        portal.DoAsync<PortalDb, T>(db => work(db.Open()));

    public static Task<Guid?> TakeTurnAsync(this PortalFactory portal, string worker, TimeSpan pause) =>
        portal.DoAsync<TakeTurn, Guid?>(turns => turns.TakeAsync(worker, pause, default));
}
