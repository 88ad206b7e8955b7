using IndirectProvider.Audit;

namespace IndirectProvider.Web.Workers;

/// <summary>Seals the activity log. Each round makes a seal for every organisation that did something, so rounds are not short.</summary>
public sealed class SealWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SealWorker> log)
    : PollingWorker(scopes, clock, log)
{
    /// <inheritdoc/>
    protected override TimeSpan Pause => TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    protected override Task<bool> TakeTurnAsync(IServiceProvider services, CancellationToken cancel) =>
        services.GetRequiredService<SealAuditLog>().ExecuteAsync(cancel);
}
