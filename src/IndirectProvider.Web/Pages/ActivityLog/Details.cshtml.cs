using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.ActivityLog;

/// <summary>One line of the activity log with all that the reader may know of it.</summary>
public sealed class DetailsModel(PortalDbContext db, TenantScope scope, CurrentMember member) : PageModel
{
    public ActivityRow Row { get; private set; } = null!;

    /// <summary>The provider and the reseller concerned, where they are not the reader itself and it knows them.</summary>
    public IReadOnlyList<string> Concerned { get; private set; } = [];

    /// <summary>Whether the customer has a page for the reader.</summary>
    public bool LinksToCustomer => Row.CustomerName is not null && member.Kind is OrganisationKind.Provider or OrganisationKind.Reseller;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await db.AuditRecords.AsNoTracking().Where(r => r.Id == id).Select(ActivityRow.Of(db)).SingleOrDefaultAsync(cancel) is not { } row)
        {
            return NotFound();
        }

        Row = (await ActivityReader.OfAsync(db, scope, member, cancel)).Show(row);
        var own = scope.OrganisationId;
        Concerned =
        [
            .. await db.Providers.Where(p => p.Id == row.ProviderId && p.Id != own).Select(p => p.DisplayName).ToListAsync(cancel),
            .. await db.Resellers.Where(r => r.Id == row.ResellerId && r.Id != own).Select(r => r.LegalName).ToListAsync(cancel),
        ];
        return Page();
    }
}
