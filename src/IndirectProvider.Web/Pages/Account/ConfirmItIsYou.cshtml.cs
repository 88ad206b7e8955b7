using IndirectProvider.Accounts;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Asks a signed-in person for the password, and the code, again; then the page asked for opens.</summary>
public sealed class ConfirmItIsYouModel(ConfirmIdentity confirm, CurrentMember member) : PageModel
{
    [BindProperty]
    public ConfirmIdentity.Input Input { get; set; } = new();

    /// <summary>The page of this portal the person wanted.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Who is signed in.</summary>
    public CurrentMember Member => member;

    /// <summary>How long it counts.</summary>
    public double Minutes => FreshSignIn.Life.TotalMinutes;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return this.Again();
        }

        var result = await confirm.ExecuteAsync(member.SessionId, Input, cancel);
        return result.Succeeded ? this.GoBack(ReturnUrl) : this.Refuse(result);
    }
}
