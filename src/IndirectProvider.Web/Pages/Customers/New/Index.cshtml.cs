using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages.Customers.New;

/// <summary>Begins the wizard under an address of its own; nothing is stored before something is typed.</summary>
public sealed class IndexModel(TimeProvider clock) : PageModel
{
    public IActionResult OnGet(Guid? reseller) =>
        RedirectToPage("Customer", new { draftId = Guid.CreateVersion7(clock.GetUtcNow()), reseller });
}
