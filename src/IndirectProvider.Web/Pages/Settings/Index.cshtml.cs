using IndirectProvider.Tenancy;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages.Settings;

/// <summary>Leads to the first settings page of the member's kind of organisation.</summary>
public sealed class IndexModel(CurrentMember member) : PageModel
{
    public IActionResult OnGet() => member.Kind switch
    {
        OrganisationKind.Provider => RedirectToPage("PublicEntry"),
        OrganisationKind.Reseller => RedirectToPage("Company"),
        _ => NotFound(),
    };
}
