using IndirectProvider.Accounts;
using IndirectProvider.Web.Security;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Second step of sign-in: a code of the authenticator app, a passkey, or a recovery code.</summary>
public sealed class SecondFactorModel(
    FinishSignIn finish, PasskeyCeremony passkeys, MemberSignIn session, HalfWayCookie halfWay, CurrentMember member, InvitationCookie invitation, IStringLocalizer<Texts> texts) : PageModel
{
    [BindProperty]
    public FinishSignIn.Input Input { get; set; } = new();

    /// <summary>The page of this portal the person wanted.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Whether a recovery code is asked for.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Recovery { get; set; }

    /// <summary>What the account has.</summary>
    public SecondFactorWays Ways { get; private set; } = new(App: true, Passkey: false);

    /// <summary>Whether the field is for a recovery code: when one is wanted, and where there is no app that would show another.</summary>
    public bool AsksForRecoveryCode => Recovery || !Ways.App;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (member.IsSignedIn)
        {
            return this.GoBack(ReturnUrl);
        }

        return await ReadAsync(cancel) is null ? BeginAgain() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await ReadAsync(cancel) is not { } half)
        {
            return BeginAgain();
        }

        if (!ModelState.IsValid)
        {
            return this.Again();
        }

        return await EndAsync(await finish.ExecuteAsync(half.UserId, half.SecurityStamp, Input, cancel));
    }

    public async Task<IActionResult> OnGetPasskeyOptionsAsync(CancellationToken cancel) =>
        await ReadAsync(cancel) is { } half ? await passkeys.AskAsync(PasskeyPurpose.SecondFactor, half.UserId) : NotFound();

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential, CancellationToken cancel)
    {
        // The field for the code is not part of this form.
        ModelState.Clear();
        if (await ReadAsync(cancel) is not { } half)
        {
            return BeginAgain();
        }

        var proven = await passkeys.ReadAsync(PasskeyPurpose.SecondFactor, half.UserId, credential);
        return await EndAsync(await finish.ExecuteAsync(half.UserId, half.SecurityStamp, proven, cancel));
    }

    /// <summary>Who is half way in this browser and can still go on.</summary>
    private async Task<HalfWay?> ReadAsync(CancellationToken cancel)
    {
        if (halfWay.Read(HttpContext) is not { } half || await finish.LookAtAsync(half.UserId, half.SecurityStamp, cancel) is not { } ways)
        {
            return null;
        }

        Ways = ways;
        return half;
    }

    private async Task<IActionResult> EndAsync(Result<PortalUser> result)
    {
        if (result.Errors.Any(e => e.Kind == ErrorKind.Conflict))
        {
            return BeginAgain();
        }

        if (!result.Succeeded)
        {
            return this.Refuse(result);
        }

        await session.SignInAsync(result.Value);
        return this.GoOn(result.Value, invitation, ReturnUrl);
    }

    private RedirectToPageResult BeginAgain()
    {
        this.Flash(texts["This took too long. Sign in again."]);
        return RedirectToPage("/Account/SignIn", Url.IsLocalUrl(ReturnUrl) ? new { returnUrl = ReturnUrl } : null);
    }
}
