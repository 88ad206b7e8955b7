using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Pages.Home;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages;

/// <summary>The first page after signing in: what needs this person now.</summary>
public sealed class IndexModel(PortalDbContext db, CurrentMember member, IAuthorizationService access, OrderCounts orders, TimeProvider clock) : PageModel
{
    /// <summary>Who is signed in.</summary>
    public CurrentMember Member => member;

    /// <summary>A provider's home, or null.</summary>
    public ProviderHome? Provider { get; private set; }

    /// <summary>A reseller's home, or null.</summary>
    public ResellerHome? Reseller { get; private set; }

    /// <summary>A customer's home, or null.</summary>
    public CustomerHome? Customer { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        switch (member.Kind)
        {
            case OrganisationKind.Provider:
                Provider = await ProviderHome.ReadAsync(db, member, MayAsync, orders, clock, cancel);
                return Page();
            case OrganisationKind.Reseller:
                Reseller = await ResellerHome.ReadAsync(db, member, MayAsync, clock, cancel);
                return Page();
            case OrganisationKind.Customer:
                Customer = await CustomerHome.ReadAsync(db, member, cancel);
                return Page();
            default:
                return LocalRedirect("~/operator/providers");
        }
    }

    private async Task<bool> MayAsync(string policy) => (await access.AuthorizeAsync(User, policy)).Succeeded;
}
