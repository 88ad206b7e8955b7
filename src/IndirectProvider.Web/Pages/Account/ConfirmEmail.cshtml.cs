using IndirectProvider.Accounts;
using IndirectProvider.Partnerships;
using IndirectProvider.Web.Security;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Confirms an e-mail address; by a button, since mail scanners follow links.</summary>
public sealed class ConfirmEmailModel(
    ConfirmEmail confirm, AccountLinks links, ReadInvitation invitations, InvitationCookie cookie, IStringLocalizer<Texts> texts) : PageModel
{
    /// <summary>The link, while it works.</summary>
    public AccountLinkView? Link { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancel)
    {
        Link = await links.LookAtAsync(token, ConfirmEmail.Purposes, cancel);
        return Link is null ? this.Gone() : Page();
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancel)
    {
        var result = await confirm.ExecuteAsync(token, cancel);
        if (!result.Succeeded)
        {
            return this.Gone();
        }

        this.Flash(texts["Your e-mail address is confirmed. Sign in to go on."]);
        if (result.Value.InvitationId is not { } invitationId)
        {
            return RedirectToPage("/Account/SignIn");
        }

        // The mail may have been opened in another browser than the one the invitation was opened in.
        if (await invitations.KeyHeldAsync(invitationId, result.Value.RegisteredAt, cancel) is { } key)
        {
            cookie.Set(HttpContext, key);
        }

        return RedirectToPage("/Account/SignIn", new { returnUrl = "/invitation" });
    }
}
