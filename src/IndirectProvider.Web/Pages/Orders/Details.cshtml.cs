using IndirectProvider.Data;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages.Orders;

/// <summary>One order: what was bought, how far it is, who saw the credential.</summary>
public sealed class DetailsModel(PortalDbContext db, CurrentMember member) : PageModel
{
    public OrderView Order { get; private set; } = null!;

    /// <summary>Whether the temporary password still waits for the reader.</summary>
    public bool CredentialWaits => Order.CredentialIsSealed && Order.SubmittedByUserId == member.UserId;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await OrderView.ReadAsync(db, id, cancel) is not { } order)
        {
            return NotFound();
        }

        Order = order;
        return Page();
    }
}
