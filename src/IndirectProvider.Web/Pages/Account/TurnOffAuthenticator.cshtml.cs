using IndirectProvider.Accounts;
using IndirectProvider.Web.Security;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Says what turning off the authenticator app does, and does it.</summary>
public sealed class TurnOffAuthenticatorModel(TurnOffAuthenticator turnOff, CurrentMember member, IStringLocalizer<Texts> texts) : PageModel
{
    public IActionResult OnGet() => member.HasSecondFactor ? Page() : RedirectToPage("Security");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var result = await turnOff.ExecuteAsync(cancel);
        if (!result.Succeeded)
        {
            return this.Refuse(result);
        }

        this.Flash(texts["The authenticator app is turned off."]);
        return RedirectToPage("Security");
    }
}
