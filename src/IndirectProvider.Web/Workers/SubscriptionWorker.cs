using IndirectProvider.Subscriptions;

namespace IndirectProvider.Web.Workers;

/// <summary>Makes the moves of subscriptions that time brings.</summary>
public sealed class SubscriptionWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SubscriptionWorker> log)
    : PollingWorker(scopes, clock, log)
{
    /// <inheritdoc/>
    protected override TimeSpan Pause => TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override async Task<bool> TakeTurnAsync(IServiceProvider services, CancellationToken cancel)
    {
        await services.GetRequiredService<AdvanceSubscriptions>().ExecuteAsync(cancel);
        return false;
    }
}
