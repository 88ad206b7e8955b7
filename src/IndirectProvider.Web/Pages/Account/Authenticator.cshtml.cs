using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Web.Security;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using QRCoder;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Sets up an authenticator app, and then shows the recovery codes, once.</summary>
[ShowsSecret]
public sealed class AuthenticatorModel(
    PortalDbContext db, SetUpAuthenticator setUp, CurrentMember member, IStringLocalizer<Texts> texts) : PageModel
{
    private const int PixelsPerModule = 5;

    [BindProperty]
    public SetUpAuthenticator.Input Input { get; set; } = new();

    /// <summary>The secret for the app.</summary>
    public AuthenticatorOffer Offer { get; private set; } = null!;

    /// <summary>What the app calls the account.</summary>
    public string UserName => member.UserName;

    /// <summary>The recovery codes, when the app has just been set up.</summary>
    public IReadOnlyList<string>? Codes { get; private set; }

    /// <summary>The secret as a picture, which a phone reads.</summary>
    public string Picture
    {
        get
        {
            using var data = QRCodeGenerator.GenerateQrCode(Offer.Address, QRCodeGenerator.ECCLevel.M);
            using var png = new PngByteQRCode(data);
            return $"data:image/png;base64,{Convert.ToBase64String(png.GetGraphic(PixelsPerModule))}";
        }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await db.Authenticators.AnyAsync(cancel))
        {
            return RedirectToPage("Security");
        }

        Offer = setUp.Offer(member.UserName, null);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Offer = setUp.Offer(member.UserName, Input.Ticket);
        if (!ModelState.IsValid)
        {
            return this.Again();
        }

        var result = await setUp.ExecuteAsync(Input, cancel);
        if (result.Errors.Any(e => e.Kind == ErrorKind.Conflict))
        {
            return RedirectToPage("Security");
        }

        if (!result.Succeeded)
        {
            return this.Refuse(result);
        }

        if (result.Value.Count == 0)
        {
            this.Flash(texts["Your authenticator app is set up."]);
            return RedirectToPage("Security");
        }

        Codes = result.Value;
        return Page();
    }
}
