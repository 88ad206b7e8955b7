using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Web.Security;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Says what turning off the authenticator app does, and does it.</summary>
public sealed class TurnOffAuthenticatorModel(PortalDbContext db, TurnOffAuthenticator turnOff, CurrentMember member, IStringLocalizer<Texts> texts) : PageModel
{
    /// <summary>Whether it is the person's only second factor.</summary>
    public bool IsLast { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        IsLast = !await db.UserPasskeys.AnyAsync(cancel);
        return await db.Authenticators.AnyAsync(cancel) ? Page() : RedirectToPage("Security");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        IsLast = !await db.UserPasskeys.AnyAsync(cancel);
        var result = await turnOff.ExecuteAsync(member.SecondFactorRequiredBy, cancel);
        if (!result.Succeeded)
        {
            return this.Refuse(result);
        }

        this.Flash(texts["The authenticator app is turned off."]);
        return RedirectToPage("Security");
    }
}
