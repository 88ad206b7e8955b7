using IndirectProvider.Accounts;
using IndirectProvider.Web.Security;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Changes the signed-in person's password; the only page open with a temporary one.</summary>
public sealed class ChangePasswordModel(
    ChangePassword changePassword, MemberSignIn session, CurrentMember member, IStringLocalizer<Texts> texts) : PageModel
{
    [BindProperty]
    public ChangePassword.Input Input { get; set; } = new();

    /// <summary>Who is signed in.</summary>
    public CurrentMember Member => member;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return this.Again();
        }

        var result = await changePassword.ExecuteAsync(Input, cancel);
        if (!result.Succeeded)
        {
            return this.Refuse(result);
        }

        await session.SignInAsync(result.Value);
        this.Flash(texts["Your password is changed."]);
        return LocalRedirect("~/");
    }
}
