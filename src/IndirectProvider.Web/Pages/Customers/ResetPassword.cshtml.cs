using IndirectProvider.Accounts;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Customers;

/// <summary>Says what a reset does, and does it.</summary>
public sealed class ResetPasswordModel(PortalDbContext db, ResetAdminPassword reset, TimeProvider clock) : PageModel
{
    public string CompanyName { get; private set; } = "";

    public string UserName { get; private set; } = "";

    public string ContactEmail { get; private set; } = "";

    /// <summary>Minted with the form, so that the form sent twice resets once.</summary>
    [BindProperty]
    public Guid CredentialId { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        CredentialId = Guid.CreateVersion7(clock.GetUtcNow());
        return await ReadAsync(id, cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!ModelState.IsValid || CredentialId == Guid.Empty)
        {
            return RedirectToPage(new { id });
        }

        var result = await reset.ExecuteAsync(new ResetAdminPassword.Input(id, CredentialId), cancel);
        if (result.Succeeded)
        {
            return RedirectToPage("Credential", new { id, credentialId = result.Value });
        }

        return await ReadAsync(id, cancel) ? this.Refuse(result) : NotFound();
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        var customer = await db.Customers.AsNoTracking()
            .Where(c => c.Id == id)
            .Select(c => new
            {
                c.CompanyName,
                c.ContactEmail,
                UserName = db.Users.Where(u => u.CustomerId == c.Id && u.DeletedAt == null && (u.Roles & MemberRole.GlobalAdmin) != 0).OrderBy(u => u.CreatedAt).Select(u => u.UserName).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancel);
        if (customer is null)
        {
            return false;
        }

        (CompanyName, ContactEmail, UserName) = (customer.CompanyName, customer.ContactEmail, customer.UserName ?? "");
        return true;
    }
}
