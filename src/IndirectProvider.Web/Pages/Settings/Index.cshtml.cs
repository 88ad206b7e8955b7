using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages.Settings;

/// <summary>Leads to the first settings page the member may open.</summary>
public sealed class IndexModel(CurrentMember member) : PageModel
{
    public IActionResult OnGet() => SettingsTab.For(member).FirstOrDefault() is { } first ? LocalRedirect(first.Href) : NotFound();
}
