using IndirectProvider.Accounts;
using IndirectProvider.Web.Security;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Ends the session; a mere link to it does nothing.</summary>
public sealed class SignOutModel(SignOut signOut, MemberSignIn session, CurrentMember member, IStringLocalizer<Texts> texts) : PageModel
{
    /// <summary>Where another person wants to go on after signing in.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public IActionResult OnGet() => LocalRedirect("~/");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (member.IsSignedIn)
        {
            await signOut.ExecuteAsync(member.SessionId, cancel);
        }

        await session.ForgetAsync();
        this.Flash(texts["You are signed out."]);
        return RedirectToPage("/Account/SignIn", Url.IsLocalUrl(ReturnUrl) ? new { returnUrl = ReturnUrl } : null);
    }
}
