using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Leads to Microsoft to sign in there.</summary>
public sealed class MicrosoftModel(EntraSignIn microsoft, CurrentMember member) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string? returnUrl)
    {
        if (member.IsSignedIn)
        {
            return this.GoBack(returnUrl);
        }

        var local = ReturnAddress.LocalOrNull(Url, returnUrl);
        return await microsoft.BeginAsync(this, new EntraJourney(EntraPurpose.SignIn, local is "/" ? null : local));
    }
}
