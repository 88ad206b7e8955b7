using IndirectProvider.Accounts;
using IndirectProvider.Web.Security;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Second step of sign-in: a code of the authenticator app, or a recovery code.</summary>
public sealed class SecondFactorModel(
    FinishSignIn finish, MemberSignIn session, HalfWayCookie halfWay, CurrentMember member, InvitationCookie invitation, IStringLocalizer<Texts> texts) : PageModel
{
    [BindProperty]
    public FinishSignIn.Input Input { get; set; } = new();

    /// <summary>The page of this portal the person wanted.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Whether a recovery code is asked for.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Recovery { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (member.IsSignedIn)
        {
            return this.GoBack(ReturnUrl);
        }

        return halfWay.Read(HttpContext) is { } half && await finish.IsOpenAsync(half.UserId, half.SecurityStamp, cancel) ? Page() : BeginAgain();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (halfWay.Read(HttpContext) is not { } half)
        {
            return BeginAgain();
        }

        if (!ModelState.IsValid)
        {
            return this.Again();
        }

        var result = await finish.ExecuteAsync(half.UserId, half.SecurityStamp, Input, cancel);
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
