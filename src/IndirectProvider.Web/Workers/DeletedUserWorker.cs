using IndirectProvider.Subscriptions;

namespace IndirectProvider.Web.Workers;

/// <summary>Removes users for good that nobody restored in time.</summary>
public sealed class DeletedUserWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DeletedUserWorker> log)
    : PollingWorker(scopes, clock, log)
{
    /// <inheritdoc/>
    protected override TimeSpan Pause => TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override Task<bool> TakeTurnAsync(IServiceProvider services, CancellationToken cancel) =>
        services.GetRequiredService<PurgeDeletedUsers>().ExecuteAsync(cancel);
}
