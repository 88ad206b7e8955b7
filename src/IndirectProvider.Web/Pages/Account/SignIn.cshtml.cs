using IndirectProvider.Accounts;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Sign-in with user name and password.</summary>
public sealed class SignInModel(SignIn signIn, MemberSignIn session, CurrentMember member, InvitationCookie invitation) : PageModel
{
    [BindProperty]
    public SignIn.Input Input { get; set; } = new();

    /// <summary>The page of this portal the person wanted.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public IActionResult OnGet() => member.IsSignedIn ? this.GoBack(ReturnUrl) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return this.Again();
        }

        var result = await signIn.ExecuteAsync(Input, cancel);
        if (!result.Succeeded)
        {
            return this.Refuse(result);
        }

        return await session.BeginAsync(result.Value)
            ? this.GoOn(result.Value, invitation, ReturnUrl)
            : this.AskForSecondFactor(ReturnUrl);
    }
}
