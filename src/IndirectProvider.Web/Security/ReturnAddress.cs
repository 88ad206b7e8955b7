using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Security;

/// <summary>The way back to a page of this portal, and to nowhere else.</summary>
public static class ReturnAddress
{
    /// <summary>Redirects to the address when it is one of this portal, else to Home.</summary>
    public static IActionResult GoBack(this PageModel page, string? returnUrl) =>
        page.LocalRedirect(LocalOrNull(page.Url, returnUrl) ?? "~/");

    /// <summary>The address when it is one of this portal.</summary>
    public static string? LocalOrNull(IUrlHelper url, string? returnUrl) => url.IsLocalUrl(returnUrl) ? Escaped(returnUrl!) : null;

    /// <summary>Headers take ASCII only, and addresses typed by hand may have more.</summary>
    private static string Escaped(string local) =>
        string.Concat(local.EnumerateRunes().Select(r => r.IsAscii ? r.ToString() : Uri.EscapeDataString(r.ToString())));
}
