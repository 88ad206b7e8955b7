using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Mail;

/// <summary>Counts the mails of every provider that are not sent, for operators, who see no more of them.</summary>
public sealed class CountMails(PortalDb portal)
{
    /// <summary>Counts them.</summary>
    /// <param name="providers">Whose; by these and their state an index has them, which it does not among all mails there ever were.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>Those of the providers that have such mails.</returns>
    public async Task<IReadOnlyList<Count>> ExecuteAsync(IReadOnlyCollection<Guid> providers, CancellationToken cancel)
    {
        var mails = portal.Open().OutgoingMails.Where(m => providers.Contains(m.ProviderId!.Value));
        var waiting = mails.Where(m => m.State == MailState.Waiting).GroupBy(m => m.ProviderId!.Value).Select(g => new { g.Key, Waiting = g.Count(), Failed = 0 });
        var failed = mails.Where(m => m.State == MailState.Failed && m.SealedContent != null).GroupBy(m => m.ProviderId!.Value).Select(g => new { g.Key, Waiting = 0, Failed = g.Count() });
        var counts = await waiting.Concat(failed).ToListAsync(cancel);
        return [.. counts.GroupBy(c => c.Key).Select(g => new Count(g.Key, g.Sum(c => c.Waiting), g.Sum(c => c.Failed)))];
    }

    /// <summary>Mails of a provider.</summary>
    /// <param name="ProviderId">The provider.</param>
    /// <param name="Waiting">Those that wait.</param>
    /// <param name="Failed">Those that failed and can still be tried again.</param>
    public sealed record Count(Guid ProviderId, int Waiting, int Failed);
}
