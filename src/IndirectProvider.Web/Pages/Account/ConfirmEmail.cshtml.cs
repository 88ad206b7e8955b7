using IndirectProvider.Accounts;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Confirms an e-mail address; by a button, since mail scanners follow links.</summary>
public sealed class ConfirmEmailModel(ConfirmEmail confirm, AccountLinks links, IStringLocalizer<Texts> texts) : PageModel
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
        return RedirectToPage("/Account/SignIn", result.Value.InvitationId is null ? null : new { returnUrl = "/invitation" });
    }
}
