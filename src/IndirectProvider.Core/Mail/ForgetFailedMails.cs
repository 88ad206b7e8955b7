using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Mail;

/// <summary>Deletes the content of mails that failed long ago; that they failed, and why, stays.</summary>
public sealed class ForgetFailedMails(PortalDb portal, TimeProvider clock)
{
    /// <summary>Deletes what is due.</summary>
    public Task ExecuteAsync(CancellationToken cancel)
    {
        var before = clock.GetUtcNow() - OutgoingMail.KeptAfterFailing;
        return portal.Open().OutgoingMails
            .Where(m => m.State == MailState.Failed && m.SealedContent != null && m.FailedAt <= before)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.SealedContent, (byte[]?)null), cancel);
    }
}
