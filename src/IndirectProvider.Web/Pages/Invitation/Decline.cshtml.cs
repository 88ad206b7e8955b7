using IndirectProvider.Partnerships;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages.Invitation;

/// <summary>Declines an invitation after one question; the link is enough for that.</summary>
public sealed class DeclineModel(ReadInvitation read, DeclineInvitation decline, InvitationCookie cookie) : PageModel
{
    /// <summary>Null when the link is dead.</summary>
    public OpenedInvitation? Invitation { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel) ? Page() : Dead();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (cookie.Read(HttpContext) is not { } key)
        {
            return Dead();
        }

        var result = await decline.ExecuteAsync(key, cancel);
        if (result.Succeeded)
        {
            return RedirectToPage("Declined");
        }

        return await LoadAsync(cancel) ? this.Refuse(result) : Dead();
    }

    private async Task<bool> LoadAsync(CancellationToken cancel)
    {
        Invitation = await read.ExecuteAsync(cookie.Read(HttpContext), cancel);
        return Invitation is { IsAccepted: false };
    }

    private PageResult Dead()
    {
        Invitation = null;
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
