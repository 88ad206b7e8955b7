using IndirectProvider.Accounts;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages.Settings;

/// <summary>Leads to the first settings page the member may open.</summary>
public sealed class IndexModel(CurrentMember member, MicrosoftOffer microsoft) : PageModel
{
    public IActionResult OnGet() => SettingsTab.For(member, microsoft).FirstOrDefault() is { } first ? LocalRedirect(first.Href) : NotFound();
}
