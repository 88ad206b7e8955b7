using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Mail;

/// <summary>
/// Records how the try with a mail went. Safe to repeat until it succeeds, each time in a unit of work of its own: an
/// outcome that is not recorded sends the mail again.
/// </summary>
public sealed class RecordDelivery(PortalDb portal)
{
    /// <summary>Records it.</summary>
    /// <returns>Where the mail is now; null when somebody else has taken it over and this outcome no longer counts.</returns>
    public async Task<MailState?> ExecuteAsync(MailOutcome outcome)
    {
        var db = portal.Open();
        while (true)
        {
            var mail = await db.OutgoingMails.SingleOrDefaultAsync(m => m.Id == outcome.Mail.Id);
            if (mail is null || !Counts(outcome, mail))
            {
                return null;
            }

            Mark(mail, outcome);
            try
            {
                // Also when the portal is stopping: a mail that is out must not go out again.
                await db.SaveChangesAsync(CancellationToken.None);
                return mail.State;
            }
            catch (DbUpdateConcurrencyException)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    // That a server has it stays true whoever has taken the mail over meanwhile, and keeps that one from sending it once more.
    private static bool Counts(MailOutcome outcome, OutgoingMail mail) =>
        outcome.Handover.Outcome == HandoverOutcome.Accepted
            ? mail.State != MailState.Sent
            : mail.State == MailState.Waiting && mail.LeaseId == outcome.Mail.LeaseId;

    private static void Mark(OutgoingMail mail, MailOutcome outcome)
    {
        var problem = outcome.Handover.Problem ?? MailProblem.Unexpected;
        switch (outcome.Handover.Outcome)
        {
            case HandoverOutcome.Accepted:
                mail.MarkSent(outcome.At);
                break;
            case HandoverOutcome.Delayed:
                mail.MarkDelayed(problem, outcome.Handover.Reply, outcome.At);
                break;
            default:
                mail.MarkFailed(problem, outcome.Handover.Reply, outcome.At);
                break;
        }
    }
}
