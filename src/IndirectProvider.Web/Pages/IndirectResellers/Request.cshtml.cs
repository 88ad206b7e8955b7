using System.Globalization;
using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using IndirectProvider.Web.Hosting;
using IndirectProvider.Web.Security;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.IndirectResellers;

/// <summary>
/// The draft of an invitation, complete with its link. Nothing is stored until it is handed out; the form carries the
/// invitation's id and secret, sealed.
/// </summary>
[ShowsSecret]
public sealed class RequestModel(
    RequestPartnership request, PersonalLinks links, InvitationLife life, PortalDbContext db, CurrentMember member, IStringLocalizer<Texts> texts) : PageModel
{
    private const string TextField = $"{nameof(Input)}.{nameof(RequestPartnership.Input.Text)}";

    [BindProperty]
    public RequestPartnership.Input Input { get; set; } = new();

    /// <summary>The link the text must carry.</summary>
    public PersonalLink Link { get; private set; } = null!;

    /// <summary>Who the invitation comes from.</summary>
    public InvitationSender Sender { get; private set; } = null!;

    /// <summary>The person wants the standard text, but would lose a changed one.</summary>
    public bool AsksBeforeReplacing { get; private set; }

    /// <summary>The text is handed out by hand and shown for copying.</summary>
    public bool IsForCopying { get; private set; }

    public bool LinkIsMissing => !InvitationText.Carries(Input.Text, Link.Url);

    public IReadOnlyList<SelectListItem> Languages { get; } =
        [.. WebSetup.Languages.Select(code => new SelectListItem(CultureInfo.GetCultureInfo(code).NativeName, code))];

    /// <summary>The address that opens the message in the sender's own mail program.</summary>
    public string MailTo =>
        $"mailto:{Uri.EscapeDataString(TypedText.Clean(Input.Email) ?? "").Replace("%40", "@", StringComparison.Ordinal)}"
        + $"?subject={Uri.EscapeDataString(Subject(PortalLanguages.Nearest(Input.Culture)))}"
        + $"&body={Uri.EscapeDataString((Input.Text ?? "").ReplaceLineEndings("\r\n"))}";

    public string Subject(string culture) => PartnershipMails.Subject(culture, Sender.Provider);

    public string StandardText(string culture) => InvitationText.Standard(CultureInfo.GetCultureInfo(culture), Sender, Link.Url, life.Length);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        var culture = PortalLanguages.Nearest(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
        Input = new() { Culture = culture, Text = StandardText(culture), Link = Link.Form };
    }

    public async Task<IActionResult> OnPostSendAsync(CancellationToken cancel)
    {
        if (await HandOutAsync(RequestPartnership.Way.Mail, cancel) is { } refused)
        {
            return refused;
        }

        this.Flash(texts["The invitation to {0} is on its way.", Input.Name!]);
        return RedirectToPage("Invitations/Details", new { id = Link.InvitationId });
    }

    /// <summary>For browsers without script; with it the link opens the mail program and <see cref="OnPostTrackAsync"/> follows.</summary>
    public async Task<IActionResult> OnPostOpenAsync(CancellationToken cancel) =>
        await HandOutAsync(RequestPartnership.Way.ByHand, cancel) ?? Redirect(MailTo);

    /// <summary>For browsers without script, which can't copy.</summary>
    public async Task<IActionResult> OnPostCopyAsync(CancellationToken cancel)
    {
        if (await HandOutAsync(RequestPartnership.Way.ByHand, cancel) is { } refused)
        {
            return refused;
        }

        IsForCopying = true;
        return Page();
    }

    /// <summary>The text was copied or opened in the mail program; answered to the script.</summary>
    public async Task<IActionResult> OnPostTrackAsync(CancellationToken cancel) =>
        await HandOutAsync(RequestPartnership.Way.ByHand, cancel) is null ? new NoContentResult() : new BadRequestResult();

    public async Task<IActionResult> OnPostDoneAsync(CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(Input.Email) && string.IsNullOrWhiteSpace(Input.Name))
        {
            return RedirectToPage("Index");
        }

        if (await HandOutAsync(RequestPartnership.Way.ByHand, cancel) is { } refused)
        {
            return refused;
        }

        this.Flash(
            texts["The portal has not mailed the invitation to {0}. Its link counts as handed out by you.", Input.Name!],
            texts["Show invitation"],
            Url.Page("Invitations/Details", new { id = Link.InvitationId }));
        return RedirectToPage("Index");
    }

    public async Task<IActionResult> OnPostPutBackAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        return WithText(InvitationText.PutBack(Input.Text, Link.Url));
    }

    public async Task<IActionResult> OnPostStandardAsync(bool replace, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (!replace && !string.IsNullOrWhiteSpace(Input.Text) && !InvitationText.IsStandard(Input.Text, Sender, Link.Url, life.Length))
        {
            AsksBeforeReplacing = true;
            return WithText(Input.Text);
        }

        return WithText(StandardText(PortalLanguages.Nearest(Input.Culture)));
    }

    public async Task<IActionResult> OnPostKeepAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        return WithText(Input.Text);
    }

    /// <summary>Hands the invitation out.</summary>
    /// <returns>The page to show when that was refused; null when it was done.</returns>
    private async Task<IActionResult?> HandOutAsync(RequestPartnership.Way way, CancellationToken cancel)
    {
        var isUsable = await LoadAsync(cancel);
        if (!isUsable)
        {
            var refused = this.Refuse(Result.Failed([PartnershipErrors.FormTooOld]));
            ModelState.Remove(TextField);
            Input = Input with { Text = InvitationText.PutBack(Input.Text, Link.Url) };
            return refused;
        }

        if (!ModelState.IsValid)
        {
            return this.Again();
        }

        var result = await request.ExecuteAsync(Input, way, cancel);
        return result.Succeeded ? null : this.Refuse(result);
    }

    /// <summary>Reads the sender and the form's link; a link that can't be used is replaced by a new one.</summary>
    /// <returns>Whether the form's own link can be used.</returns>
    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        Sender = await db.Providers.AsNoTracking()
            .Select(p => new InvitationSender(member.DisplayName, p.DisplayName, p.SupportEmail))
            .SingleAsync(cancel);
        var carried = links.TryOpen(Input.Link);
        Link = carried ?? links.Mint();
        return carried is not null;
    }

    // Only the text changes; nothing is checked yet.
    private PageResult WithText(string? text)
    {
        ModelState.Clear();
        Input = Input with { Text = InvitationText.Carries(text, Link.Url) || Input.Link == Link.Form ? text : InvitationText.PutBack(text, Link.Url) };
        return Page();
    }
}
