using System.Globalization;
using IndirectProvider.Accounts;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Makes the first operator's account by the link printed at start.</summary>
public sealed class SetUpModel(SetUpOperator setUp, AccountLinks links, MemberSignIn session) : PageModel
{
    [BindProperty]
    public SetUpOperator.Input Input { get; set; } = new();

    /// <summary>Whether the link works.</summary>
    public bool IsOpen { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancel)
    {
        IsOpen = await links.LookAtAsync(token, SetUpOperator.Purposes, cancel) is not null;
        return IsOpen ? Page() : this.Gone();
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancel)
    {
        IsOpen = await links.LookAtAsync(token, SetUpOperator.Purposes, cancel) is not null;
        if (!IsOpen)
        {
            return this.Gone();
        }

        if (!ModelState.IsValid)
        {
            return this.Again();
        }

        var result = await setUp.ExecuteAsync(token, Input, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, cancel);
        if (!result.Succeeded)
        {
            return this.Refuse(result);
        }

        await session.SignInAsync(result.Value);
        return LocalRedirect("~/");
    }
}
