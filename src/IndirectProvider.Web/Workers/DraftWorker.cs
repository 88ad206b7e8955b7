using IndirectProvider.Orders;

namespace IndirectProvider.Web.Workers;

/// <summary>Deletes drafts of wizards that were left lying.</summary>
public sealed class DraftWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DraftWorker> log)
    : PollingWorker(scopes, clock, log)
{
    /// <inheritdoc/>
    protected override TimeSpan Pause => TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task<bool> TakeTurnAsync(IServiceProvider services, CancellationToken cancel)
    {
        await services.GetRequiredService<PruneDrafts>().ExecuteAsync(cancel);
        return false;
    }
}
