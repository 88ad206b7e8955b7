using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Web.Hosting;

namespace IndirectProvider.Web.Workers;

/// <summary>Deletes sessions that have run out, and what is known of old exports; lets the database look how its tables have grown.</summary>
public sealed class SessionWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SessionWorker> log)
    : PollingWorker(scopes, clock, log)
{
    /// <inheritdoc/>
    protected override TimeSpan Pause => TimeSpan.FromMinutes(30);

    /// <inheritdoc/>
    protected override async Task<bool> TakeTurnAsync(IServiceProvider services, CancellationToken cancel)
    {
        await services.GetRequiredService<Sessions>().PruneAsync(cancel);
        await services.GetRequiredService<FollowExport>().PruneAsync(cancel);
        await services.GetRequiredService<IDatabaseDialect>().LearnAsync(services.GetRequiredService<PortalConnection>().ConnectionString, cancel);
        return false;
    }
}
