using IndirectProvider.Partnerships;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages.Invitation;

/// <summary>Takes the secret out of the address at once: remembers the invitation and goes on to its page.</summary>
public sealed class FollowModel(OpenInvitation open, InvitationCookie cookie) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string secret, CancellationToken cancel)
    {
        var opened = await open.ExecuteAsync(secret, counts: !LooksAhead(Request), cancel);
        if (!opened.Succeeded)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }

        cookie.Set(HttpContext, opened.Value);
        return RedirectToPage("Index");
    }

    // Browsers and mail programs fetch pages before anybody asked for them, and say so.
    private static bool LooksAhead(HttpRequest request) =>
        HttpMethods.IsHead(request.Method)
        || ((string[])["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"]).Any(name =>
            request.Headers[name].ToString() is { Length: > 0 } purpose
            && (purpose.Contains("prefetch", StringComparison.OrdinalIgnoreCase) || purpose.Contains("preview", StringComparison.OrdinalIgnoreCase)));
}
