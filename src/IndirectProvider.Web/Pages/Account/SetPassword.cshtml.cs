using IndirectProvider.Accounts;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Chooses a password by a mailed link.</summary>
public sealed class SetPasswordModel(SetPassword setPassword, AccountLinks links, MemberSignIn session, InvitationCookie invitation, EntraSignIn microsoft) : PageModel
{
    [BindProperty]
    public SetPassword.Input Input { get; set; } = new();

    /// <summary>The link, while it works.</summary>
    public AccountLinkView? Link { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancel)
    {
        Link = await links.LookAtAsync(token, SetPassword.Purposes, cancel);
        return Link is null ? this.Gone() : Page();
    }

    public async Task<IActionResult> OnGetMicrosoftAsync(string token, CancellationToken cancel)
    {
        Link = await links.LookAtAsync(token, SetPassword.Purposes, cancel);
        return Link switch
        {
            null => this.Gone(),
            { OffersMicrosoft: false } => NotFound(),
            _ => await microsoft.BeginAsync(this, new EntraJourney(EntraPurpose.Accept, LinkId: Link.Id)),
        };
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancel)
    {
        Link = await links.LookAtAsync(token, SetPassword.Purposes, cancel);
        if (Link is null)
        {
            return this.Gone();
        }

        if (!ModelState.IsValid)
        {
            return this.Again();
        }

        var result = await setPassword.ExecuteAsync(token, Input, cancel);
        if (!result.Succeeded)
        {
            return this.Refuse(result);
        }

        return await session.BeginAsync(result.Value) ? this.GoOn(result.Value, invitation, null) : this.AskForSecondFactor(null);
    }
}
