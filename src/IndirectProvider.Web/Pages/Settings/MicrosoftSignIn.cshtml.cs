using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Web.Security;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Settings;

/// <summary>Links the company's Entra tenant, says whether Microsoft is required, and ends it.</summary>
public sealed class MicrosoftSignInModel(
    PortalDbContext db,
    CurrentMember member,
    EntraSignIn microsoft,
    MicrosoftOffer offer,
    RequireMicrosoft require,
    UnlinkMicrosoftTenant unlink,
    IStringLocalizer<Texts> texts) : PageModel
{
    /// <summary>The linked tenant, or null.</summary>
    public MicrosoftTenant? Tenant { get; private set; }

    /// <summary>Whether the member came in with Microsoft.</summary>
    public bool CameWithMicrosoft => member.CameWithMicrosoft;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ReadAsync(cancel) ? Page() : NotFound();

    public Task<IActionResult> OnGetLinkAsync() =>
        microsoft.BeginAsync(this, new EntraJourney(EntraPurpose.Link, SessionId: member.SessionId));

    public Task<IActionResult> OnPostRequireAsync(CancellationToken cancel) =>
        DoAsync(() => require.ExecuteAsync(member.SessionId, cancel), texts["Your users sign in with Microsoft only."], cancel);

    public Task<IActionResult> OnPostAllowAsync(CancellationToken cancel) =>
        DoAsync(() => require.StopAsync(cancel), texts["Other ways to sign in are open again."], cancel);

    public Task<IActionResult> OnPostUnlinkAsync(CancellationToken cancel) =>
        DoAsync(() => unlink.ExecuteAsync(cancel), texts["The link to your Microsoft tenant is removed."], cancel);

    private async Task<IActionResult> DoAsync(Func<Task<Result>> verb, string text, CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        var result = await verb();
        if (!result.Succeeded)
        {
            return this.Refuse(result);
        }

        this.Flash(text);
        return RedirectToPage();
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        Tenant = await db.MicrosoftTenants.AsNoTracking().SingleOrDefaultAsync(cancel);
        return offer.IsOn;
    }
}
