using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Orders;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages.Orders;

/// <summary>Last step of both wizards: how far the order is, and then, for a new customer, the setup info, once.</summary>
[ShowsSecret]
public sealed class ConfirmationModel(
    PortalDbContext db, CurrentMember member, FreshSignIn fresh, RevealAdminCredential reveal, RetryOrder retry, IAuthorizationService access) : PageModel
{
    public OrderView Order { get; private set; } = null!;

    public Revelation? SetupInfo { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await OrderView.ReadAsync(db, id, cancel) is not { } order)
        {
            return NotFound();
        }

        Order = order;
        // A browser that fetches ahead of the reader must not use up the one time.
        if (order.CredentialId is { } credentialId && order.SubmittedByUserId == member.UserId && Request.IsVisit())
        {
            if (order.CredentialShownAt is null && !fresh.IsFresh)
            {
                return FreshSignIn.Ask(Request);
            }

            SetupInfo = (await reveal.ExecuteAsync(credentialId, cancel)).Value;
        }

        return Page();
    }

    /// <summary>The steps so far; asked for again and again by script until the order is done.</summary>
    public async Task<IActionResult> OnGetProgressAsync(Guid id, CancellationToken cancel)
    {
        if (await OrderView.ReadAsync(db, id, cancel) is not { } order)
        {
            return NotFound();
        }

        if (!order.IsUnderway)
        {
            Response.Headers["HX-Refresh"] = "true";
        }

        return Partial("_Progress", order);
    }

    public async Task<IActionResult> OnPostRetryAsync(Guid id, CancellationToken cancel)
    {
        if (await OrderView.ReadAsync(db, id, cancel) is not { } order)
        {
            return NotFound();
        }

        if (!(await access.AuthorizeAsync(User, "Providers: order")).Succeeded)
        {
            return Forbid();
        }

        var result = await retry.ExecuteAsync(id, cancel);
        if (result.Succeeded)
        {
            return RedirectToPage(new { id });
        }

        Order = await OrderView.ReadAsync(db, id, cancel) ?? order;
        return this.Refuse(result);
    }
}
