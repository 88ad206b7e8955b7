using IndirectProvider.Mail;

namespace IndirectProvider.Web.Workers;

/// <summary>Deletes what mails said that failed long ago.</summary>
public sealed class FailedMailWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<FailedMailWorker> log)
    : PollingWorker(scopes, clock, log)
{
    /// <inheritdoc/>
    protected override TimeSpan Pause => TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task<bool> TakeTurnAsync(IServiceProvider services, CancellationToken cancel)
    {
        await services.GetRequiredService<ForgetFailedMails>().ExecuteAsync(cancel);
        return false;
    }
}
