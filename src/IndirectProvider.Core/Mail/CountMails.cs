using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Mail;

/// <summary>Counts the mails of every provider that are not sent, for operators, who see no more of them.</summary>
public sealed class CountMails(PortalDb portal)
{
    /// <summary>Counts them.</summary>
    /// <returns>The providers that have such mails.</returns>
    public async Task<IReadOnlyList<Count>> ExecuteAsync(CancellationToken cancel)
    {
        // Provider by provider: grouped, they would be picked out of all mails there ever were.
        var db = portal.Open();
        var counts = await db.Providers
            .Select(p => new Count(
                p.Id,
                db.OutgoingMails.Count(m => m.ProviderId == p.Id && m.State == MailState.Waiting),
                db.OutgoingMails.Count(m => m.ProviderId == p.Id && m.State == MailState.Failed && m.SealedContent != null)))
            .ToListAsync(cancel);
        return [.. counts.Where(c => c is not { Waiting: 0, Failed: 0 })];
    }

    /// <summary>Mails of a provider.</summary>
    /// <param name="ProviderId">The provider.</param>
    /// <param name="Waiting">Those that wait.</param>
    /// <param name="Failed">Those that failed and can still be tried again.</param>
    public sealed record Count(Guid ProviderId, int Waiting, int Failed);
}
