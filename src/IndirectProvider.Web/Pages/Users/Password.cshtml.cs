using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Users;

/// <summary>A user's temporary password after it was made or reset, once.</summary>
[ShowsSecret]
public sealed class PasswordModel(PortalDbContext db, FindUsersPlace find, RevealAdminCredential reveal) : UserPage(db, find)
{
    public Revelation? SetupInfo { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, Guid credentialId, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel) || !await Db.AdminCredentials.AnyAsync(c => c.Id == credentialId && c.UserId == id, cancel))
        {
            return NotFound();
        }

        if (Request.IsVisit())
        {
            SetupInfo = (await reveal.OfUserAsync(Place.CustomerId, id, credentialId, cancel)).Value;
        }

        return Page();
    }
}
