using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Web.Security;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Connects a Microsoft account to the signed-in person's account, or disconnects it.</summary>
public sealed class MicrosoftAccountModel(
    PortalDbContext db, CurrentMember member, EntraSignIn microsoft, MicrosoftOffer offer, ConnectMicrosoftAccount connect, IStringLocalizer<Texts> texts) : PageModel
{
    /// <summary>What the person signs in with at Microsoft; null when no account is connected.</summary>
    public string? Account { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ReadAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnGetConnectAsync(CancellationToken cancel) =>
        await ReadAsync(cancel) ? await microsoft.BeginAsync(this, new EntraJourney(EntraPurpose.Connect, SessionId: member.SessionId)) : NotFound();

    public async Task<IActionResult> OnPostDisconnectAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        var result = await connect.EndAsync(cancel);
        if (!result.Succeeded)
        {
            return this.Refuse(result);
        }

        this.Flash(texts["Your Microsoft account is disconnected."]);
        return RedirectToPage("Security");
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        Account = await db.UserLogins.Where(l => l.LoginProvider == EntraIdentity.LoginProvider).Select(l => l.ProviderDisplayName).FirstOrDefaultAsync(cancel);
        return offer.IsOn && (Account is not null || await db.MicrosoftTenants.AnyAsync(cancel));
    }
}
