using IndirectProvider.Accounts;

namespace IndirectProvider.Web.Workers;

/// <summary>Forgets registrations that nobody confirmed.</summary>
public sealed class RegistrationWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RegistrationWorker> log)
    : PollingWorker(scopes, clock, log)
{
    /// <inheritdoc/>
    protected override TimeSpan Pause => TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    protected override async Task<bool> TakeTurnAsync(IServiceProvider services, CancellationToken cancel) =>
        await services.GetRequiredService<ForgetRegistrations>().ExecuteAsync(cancel);
}
