using IndirectProvider.Partnerships;

namespace IndirectProvider.Web.Workers;

/// <summary>Records what happens to invitations by itself: their end, and mails that could not be delivered.</summary>
public sealed class InvitationWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<InvitationWorker> log)
    : PollingWorker(scopes, clock, log)
{
    /// <inheritdoc/>
    protected override TimeSpan Pause => TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task<bool> TakeTurnAsync(IServiceProvider services, CancellationToken cancel)
    {
        var expired = await services.GetRequiredService<ExpireInvitations>().ExecuteAsync(cancel);
        var bounced = await services.GetRequiredService<RecordBounces>().ExecuteAsync(cancel);
        return expired || bounced;
    }
}
