using IndirectProvider.Customers;

namespace IndirectProvider.Web.Workers;

/// <summary>Deletes sealed passwords that nobody looked at in time.</summary>
public sealed class CredentialWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<CredentialWorker> log)
    : PollingWorker(scopes, clock, log)
{
    /// <inheritdoc/>
    protected override TimeSpan Pause => TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override async Task<bool> TakeTurnAsync(IServiceProvider services, CancellationToken cancel)
    {
        await services.GetRequiredService<ForgetUnseenCredentials>().ExecuteAsync(cancel);
        return false;
    }
}
