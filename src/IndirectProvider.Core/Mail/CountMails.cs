using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Mail;

/// <summary>Counts the mails of every provider that are not sent, for operators, who see no more of them.</summary>
public sealed class CountMails(PortalDb portal)
{
    /// <summary>Counts them.</summary>
    /// <returns>The providers that have such mails.</returns>
    public async Task<IReadOnlyList<Count>> ExecuteAsync(CancellationToken cancel) =>
        await portal.Open().OutgoingMails
            .Where(m => m.ProviderId != null && (m.State == MailState.Waiting || (m.State == MailState.Failed && m.SealedContent != null)))
            .GroupBy(m => m.ProviderId!.Value)
            .Select(g => new Count(g.Key, g.Count(m => m.State == MailState.Waiting), g.Count(m => m.State == MailState.Failed)))
            .ToListAsync(cancel);

    /// <summary>Mails of a provider.</summary>
    /// <param name="ProviderId">The provider.</param>
    /// <param name="Waiting">Those that wait.</param>
    /// <param name="Failed">Those that failed and can still be tried again.</param>
    public sealed record Count(Guid ProviderId, int Waiting, int Failed);
}
