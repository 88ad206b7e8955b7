using IndirectProvider.Accounts;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Ends the session; a mere link to it does nothing.</summary>
public sealed class SignOutModel(SignOut signOut, SignInManager<PortalUser> session, IStringLocalizer<Texts> texts) : PageModel
{
    /// <summary>Where another person wants to go on after signing in.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public IActionResult OnGet() => LocalRedirect("~/");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await signOut.ExecuteAsync(cancel);
        await session.SignOutAsync();
        this.Flash(texts["You are signed out."]);
        return RedirectToPage("/Account/SignIn", Url.IsLocalUrl(ReturnUrl) ? new { returnUrl = ReturnUrl } : null);
    }
}
