using IndirectProvider.Accounts;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Sign-in with user name and password, with a passkey, or with Microsoft.</summary>
public sealed class SignInModel(
    SignIn signIn,
    SignInWithPasskey signInWithPasskey,
    PasskeyCeremony passkeys,
    MemberSignIn session,
    CurrentMember member,
    InvitationCookie invitation,
    MicrosoftOffer microsoft) : PageModel
{
    [BindProperty]
    public SignIn.Input Input { get; set; } = new();

    /// <summary>The page of this portal the person wanted.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Whether sign-in with Microsoft is offered.</summary>
    public bool OffersMicrosoft => microsoft.IsOn;

    public IActionResult OnGet() => member.IsSignedIn ? this.GoBack(ReturnUrl) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return this.Again();
        }

        var result = await signIn.ExecuteAsync(Input, cancel);
        if (!result.Succeeded)
        {
            return this.Refuse(result);
        }

        return await session.BeginAsync(result.Value)
            ? this.GoOn(result.Value, invitation, ReturnUrl)
            : this.AskForSecondFactor(ReturnUrl);
    }

    public Task<IActionResult> OnGetPasskeyOptionsAsync() => passkeys.AskAsync(PasskeyPurpose.SignIn, null);

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential, CancellationToken cancel)
    {
        // The fields for the password are not part of this form.
        ModelState.Clear();
        var result = await signInWithPasskey.ExecuteAsync(await passkeys.ReadAsync(PasskeyPurpose.SignIn, null, credential), cancel);
        if (!result.Succeeded)
        {
            return this.Refuse(result);
        }

        await session.SignInAsync(result.Value);
        return this.GoOn(result.Value, invitation, ReturnUrl);
    }
}
