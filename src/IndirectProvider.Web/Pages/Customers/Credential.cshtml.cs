using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Customers;

/// <summary>The temporary password after a reset, once.</summary>
[ShowsSecret]
public sealed class CredentialModel(PortalDbContext db, RevealAdminCredential reveal) : PageModel
{
    public string CompanyName { get; private set; } = "";

    public Revelation? SetupInfo { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, Guid credentialId, CancellationToken cancel)
    {
        var companyName = await db.Customers
            .Where(c => c.Id == id && db.AdminCredentials.Any(a => a.Id == credentialId && a.CustomerId == c.Id))
            .Select(c => c.CompanyName)
            .SingleOrDefaultAsync(cancel);
        if (companyName is null)
        {
            return NotFound();
        }

        CompanyName = companyName;
        if (Request.IsVisit())
        {
            SetupInfo = (await reveal.ExecuteAsync(credentialId, cancel)).Value;
        }

        return Page();
    }
}
