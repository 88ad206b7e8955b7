using System.Globalization;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Partnerships;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Security;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Mails;

/// <summary>One mail: where it stands and why, never what it says; a failed one can be tried again.</summary>
public sealed class DetailsModel(PortalDbContext db, CurrentMember member, RetryMail retry, IStringLocalizer<Texts> texts) : PageModel
{
    public View Mail { get; private set; } = null!;

    /// <summary>The invitation the mail carries, for a link to it.</summary>
    public Guid? InvitationId { get; private set; }

    /// <summary>Where the list stands.</summary>
    public string Root => member.Kind == OrganisationKind.Operator ? "/operator/mails" : "/mails";

    public string Language => CultureInfo.GetCultureInfo(Mail.Culture).NativeName;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await LoadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostRetryAsync(Guid id, CancellationToken cancel)
    {
        var result = await retry.ExecuteAsync(id, cancel);
        if (!result.Succeeded)
        {
            return await LoadAsync(id, cancel) ? this.Refuse(result) : NotFound();
        }

        this.Flash(texts["The mail is on its way again."]);
        return RedirectToPage(new { id });
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancel)
    {
        if (await db.OutgoingMails.AsNoTracking()
            .Where(m => m.Id == id)
            .Select(m => new View(
                m.Id, m.Kind, m.ToName, m.ToAddress, m.Culture, m.State, m.CreatedAt, m.Attempts, m.NextAttemptAt, m.SentAt, m.FailedAt, m.RetriedAt,
                m.LastProblem, m.LastError, m.State == MailState.Failed && m.SealedContent != null))
            .SingleOrDefaultAsync(cancel) is not { } mail)
        {
            return false;
        }

        Mail = mail;
        InvitationId = await db.PartnershipInvitations.AsNoTracking().Where(i => i.MailId == id).Select(i => (Guid?)i.Id).SingleOrDefaultAsync(cancel);
        return true;
    }

    /// <summary>What is shown of a mail.</summary>
    public sealed record View(
        Guid Id, string Kind, string ToName, string ToAddress, string Culture, MailState State, DateTimeOffset CreatedAt, int Attempts, DateTimeOffset NextAttemptAt,
        DateTimeOffset? SentAt, DateTimeOffset? FailedAt, DateTimeOffset? RetriedAt, MailProblem? LastProblem, string? LastError, bool CanBeRetried);
}
