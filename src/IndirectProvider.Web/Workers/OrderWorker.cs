using IndirectProvider.Orders;

namespace IndirectProvider.Web.Workers;

/// <summary>Resumes orders that are due and in nobody's hand.</summary>
public sealed class OrderWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<OrderWorker> log)
    : PollingWorker(scopes, clock, log)
{
    /// <inheritdoc/>
    protected override TimeSpan Pause => TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override Task<bool> TakeTurnAsync(IServiceProvider services, CancellationToken cancel) =>
        services.GetRequiredService<ResumeOrders>().ExecuteAsync(cancel);
}
