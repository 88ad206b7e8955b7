using IndirectProvider.Accounts;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Where somebody goes who has just signed in.</summary>
internal static class AfterSignIn
{
    /// <summary>To the second factor, where the account has one.</summary>
    public static IActionResult AskForSecondFactor(this PageModel page, string? returnUrl) =>
        page.RedirectToPage("/Account/SecondFactor", page.Url.IsLocalUrl(returnUrl) ? new { returnUrl } : null);

    /// <summary>
    /// To the page asked for, if it is one of this portal; a reseller that came with an invitation back to it; else Home.
    /// </summary>
    public static IActionResult GoOn(this PageModel page, PortalUser user, InvitationCookie invitation, string? returnUrl)
    {
        if (returnUrl is not (null or "/") && page.Url.IsLocalUrl(returnUrl))
        {
            return page.GoBack(returnUrl);
        }

        var cameWithInvitation = user.Organisation == OrganisationKind.Reseller && invitation.Read(page.HttpContext) is not null;
        return page.LocalRedirect(cameWithInvitation ? "~/invitation" : "~/");
    }
}
