using IndirectProvider.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Customers.AddSubscription;

/// <summary>Begins the wizard under an address of its own; nothing is stored before something is picked.</summary>
public sealed class IndexModel(PortalDbContext db, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) =>
        await db.Customers.AnyAsync(c => c.Id == id, cancel)
            ? RedirectToPage("Subscriptions", new { id, draftId = Guid.CreateVersion7(clock.GetUtcNow()) })
            : NotFound();
}
