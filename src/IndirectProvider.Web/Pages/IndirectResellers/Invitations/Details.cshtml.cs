using System.Globalization;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Partnerships;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.IndirectResellers.Invitations;

/// <summary>One invitation: where it and its mail stand, what happened to it, resend and withdraw.</summary>
public sealed class DetailsModel(
    PortalDbContext db, ResendInvitation resend, WithdrawInvitation withdraw, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel
{
    public PartnershipInvitation Invitation { get; private set; } = null!;

    /// <summary>The mail that carried it last; null when it was never mailed by the portal.</summary>
    public MailRow? Mail { get; private set; }

    public string? AcceptedBy { get; private set; }

    public IReadOnlyList<Event> History { get; private set; } = [];

    public InvitationState State => Invitation.StateAt(clock.GetUtcNow());

    public string Language => CultureInfo.GetCultureInfo(Invitation.Culture).NativeName;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) =>
        await LoadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostResendAsync(Guid id, Guid? lastMailId, CancellationToken cancel) =>
        await AnswerAsync(id, await resend.ExecuteAsync(new(id, lastMailId), cancel), texts["The invitation is on its way again, with a new link. The old link no longer works."], cancel);

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken cancel) =>
        await AnswerAsync(id, await withdraw.ExecuteAsync(id, cancel), texts["The invitation is withdrawn. Its link no longer works."], cancel);

    private async Task<IActionResult> AnswerAsync(Guid id, Result result, string confirmation, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        if (!result.Succeeded)
        {
            return await LoadAsync(id, cancel) ? this.Refuse(result) : NotFound();
        }

        this.Flash(confirmation);
        return RedirectToPage(new { id });
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancel)
    {
        if (await db.PartnershipInvitations.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, cancel) is not { } invitation)
        {
            return false;
        }

        Invitation = invitation;
        Mail = await db.OutgoingMails.AsNoTracking()
            .Where(m => m.Id == invitation.MailId)
            .Select(m => new MailRow(m.State, m.Attempts, m.NextAttemptAt, m.SentAt, m.LastProblem, m.LastError))
            .SingleOrDefaultAsync(cancel);
        AcceptedBy = await db.Resellers.AsNoTracking()
            .Where(r => r.Id == invitation.AcceptedByResellerId)
            .Select(r => r.LegalName)
            .SingleOrDefaultAsync(cancel);
        History = await db.AuditRecords.AsNoTracking()
            .Where(r => r.SubjectId == id)
            .OrderByDescending(r => r.At)
            .ThenByDescending(r => r.Id)
            .Select(r => new Event(r.At, r.Action, r.ActorName, r.ActorOrganisation))
            .ToListAsync(cancel);
        return true;
    }

    /// <summary>Where a mail is on its way.</summary>
    public sealed record MailRow(MailState State, int Attempts, DateTimeOffset NextAttemptAt, DateTimeOffset? SentAt, MailProblem? LastProblem, string? LastError);

    /// <summary>A line of the history.</summary>
    public sealed record Event(DateTimeOffset At, string Action, string Who, string Organisation);
}
