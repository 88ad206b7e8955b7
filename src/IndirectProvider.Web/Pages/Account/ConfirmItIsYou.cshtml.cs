using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Asks a signed-in person for the password, and the code, a passkey or Microsoft again; then the page asked for opens.</summary>
public sealed class ConfirmItIsYouModel(
    PortalDbContext db, ConfirmIdentity confirm, PasskeyCeremony passkeys, EntraSignIn microsoft, MicrosoftOffer offer, CurrentMember member) : PageModel
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

    /// <summary>Whether the person has a passkey, and the company lets it count.</summary>
    public bool HasPasskey { get; private set; }

    /// <summary>Whether a Microsoft account is connected, with which the person can prove it too.</summary>
    public bool HasMicrosoft { get; private set; }

    /// <summary>Whether the person has a password, and the company lets it count.</summary>
    public bool HasPassword { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnGetMicrosoftAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        return HasMicrosoft
            ? await microsoft.BeginAsync(this, new EntraJourney(EntraPurpose.Confirm, ReturnAddress.LocalOrNull(Url, ReturnUrl), member.SessionId))
            : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
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
        await ReadAsync(cancel);
        var proven = await passkeys.ReadAsync(PasskeyPurpose.Confirm, member.UserId, credential);
        var result = await confirm.ExecuteAsync(member.SessionId, proven, cancel);
        return result.Succeeded ? this.GoBack(ReturnUrl) : this.Refuse(result);
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var offered = offer.IsOn && member.IsStaff;
        HasMicrosoft = offered && await db.UserLogins.AnyAsync(l => l.LoginProvider == EntraIdentity.LoginProvider, cancel);
        var others = !(offered && await db.MicrosoftTenants.AnyAsync(t => t.IsRequired, cancel));
        HasPasskey = others && await db.UserPasskeys.AnyAsync(cancel);
        HasPassword = others && await db.Users.AnyAsync(u => u.Id == member.UserId && u.PasswordHash != null, cancel);
    }
}
