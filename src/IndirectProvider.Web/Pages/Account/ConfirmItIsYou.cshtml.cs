using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Asks a signed-in person for the password, and the code, or a passkey again; then the page asked for opens.</summary>
public sealed class ConfirmItIsYouModel(PortalDbContext db, ConfirmIdentity confirm, PasskeyCeremony passkeys, CurrentMember member) : PageModel
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

    /// <summary>Whether the person has a passkey.</summary>
    public bool HasPasskey { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel) => HasPasskey = await db.UserPasskeys.AnyAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        HasPasskey = await db.UserPasskeys.AnyAsync(cancel);
        if (!ModelState.IsValid)
        {
            return this.Again();
        }

        var result = await confirm.ExecuteAsync(member.SessionId, Input, cancel);
        return result.Succeeded ? this.GoBack(ReturnUrl) : this.Refuse(result);
    }

    public Task<IActionResult> OnGetPasskeyOptionsAsync() => passkeys.AskAsync(PasskeyPurpose.Confirm, member.UserId);

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential, CancellationToken cancel)
    {
        // The fields for password and code are not part of this form.
        ModelState.Clear();
        HasPasskey = await db.UserPasskeys.AnyAsync(cancel);
        var proven = await passkeys.ReadAsync(PasskeyPurpose.Confirm, member.UserId, credential);
        var result = await confirm.ExecuteAsync(member.SessionId, proven, cancel);
        return result.Succeeded ? this.GoBack(ReturnUrl) : this.Refuse(result);
    }
}
